namespace Akka.Hosting;

/// <summary>What is logged at Debug beyond what code logs; null leaves it as it is.</summary>
public class DebugOptions
{
    /// <summary>Every message that an actor handles which asks for it.</summary>
    public bool? Receive { get; set; }

    /// <summary>Messages that actors handle by themselves, as PoisonPill.</summary>
    public bool? AutoReceive { get; set; }

    public bool? LifeCycle { get; set; }

    public bool? FiniteStateMachine { get; set; }

    /// <summary>Subscriptions.</summary>
    public bool? EventStream { get; set; }

    public bool? Unhandled { get; set; }

    public bool? RouterMisconfiguration { get; set; }

    /// <summary>The options as configuration; nothing if none is set.</summary>
    public override string ToString()
    {
        (string Name, bool? Value)[] all =
        [
            ("receive", Receive), ("autoreceive", AutoReceive), ("lifecycle", LifeCycle), ("fsm", FiniteStateMachine),
            ("event-stream", EventStream), ("unhandled", Unhandled), ("router-misconfiguration", RouterMisconfiguration),
        ];
        var set = all.Where(option => option.Value is not null).Select(option => $"{option.Name} = {option.Value.ToHocon()}").ToList();
        return set.Count == 0 ? "" : $"akka.actor.debug {{\n{string.Join('\n', set)}\n}}";
    }
}

using Akka.Actor;

namespace Akka.Embedded.Specs.Support;

/// <summary>Tells an observer of every hook that runs, throws the exceptions it is told, and passes on anything else.</summary>
public class HookActor : UntypedActor
{
    private readonly IActorRef _observer;
    private readonly string _name;

    public HookActor(IActorRef observer, string name = "")
    {
        _observer = observer;
        _name = name;
        Report("new");
    }

    public static Props Props(IActorRef observer, string name = "") => Akka.Actor.Props.Create(() => new HookActor(observer, name));

    protected override void PreStart()
    {
        Report("PreStart");
        base.PreStart();
    }

    protected override void PostStop()
    {
        Report("PostStop");
        base.PostStop();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        Report($"PreRestart({reason.Message}, {(message is Exception ? "failure" : message)})");
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        Report($"PostRestart({reason.Message})");
        base.PostRestart(reason);
    }

    protected override void OnReceive(object message)
    {
        if (message is Exception failure) throw failure;
        Report(message);
    }

    private void Report(object what) => _observer.Tell(_name.Length == 0 ? what : $"{_name}: {what}");
}

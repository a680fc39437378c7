using Akka.Actor;
using Akka.Util;

namespace Akka.TestKit;

/// <summary>What can be told to a test actor besides the messages under test.</summary>
public static class TestActor
{
    /// <summary>Says which messages are dropped before they reach the test's queue.</summary>
    public delegate bool Ignore(object message);

    /// <summary>The answer of a pilot that wants to see the next message too.</summary>
    public static AutoPilot KeepRunning => TestKit.KeepRunning.Instance;

    /// <summary>The pilot that does nothing.</summary>
    public static AutoPilot NoAutoPilot => TestKit.NoAutoPilot.Instance;

    /// <summary>Stands for no message.</summary>
    public static NullMessageEnvelope NullMessage => NullMessageEnvelope.Instance;

    /// <summary>Replaces the filter of messages; null lets everything through.</summary>
    public class SetIgnore(Ignore? ignore)
    {
        /// <summary>The new filter.</summary>
        public Ignore Ignore { get; } = ignore!;
    }

    /// <summary>Has the test actor watch another; acknowledged once it does.</summary>
    public class Watch(IActorRef actorToWatch)
    {
        /// <summary>Whom to watch.</summary>
        public IActorRef Actor { get; } = actorToWatch;
    }

    /// <summary>Has the test actor stop watching another; acknowledged once it has.</summary>
    public class Unwatch(IActorRef actorToUnwatch)
    {
        /// <summary>Whom to watch no longer.</summary>
        public IActorRef Actor { get; } = actorToUnwatch;
    }

    /// <summary>Replaces the pilot.</summary>
    public class SetAutoPilot(AutoPilot autoPilot)
    {
        /// <summary>The new pilot.</summary>
        public AutoPilot AutoPilot { get; } = autoPilot;
    }

    /// <summary>Has the test actor create a child, whose reference it puts into the test's queue.</summary>
    public class Spawn(Props props, Option<string> name, Option<SupervisorStrategy> supervisorStrategy)
    {
        /// <summary>What to create.</summary>
        public readonly Props _props = props;

        /// <summary>Its name, if the system is not to make one up.</summary>
        public readonly Option<string> _name = name;

        /// <summary>Carried along only: as in the real kit, the default strategy decides about a test actor's children.</summary>
        public readonly Option<SupervisorStrategy> _supervisorStrategy = supervisorStrategy;

        /// <summary>Creates the child.</summary>
        public IActorRef Apply(IActorRefFactory context) =>
            _name.HasValue ? context.ActorOf(_props, _name.Value) : context.ActorOf(_props, null);
    }

    internal sealed class WatchAck
    {
        public static readonly WatchAck Instance = new();
    }

    internal sealed class UnwatchAck
    {
        public static readonly UnwatchAck Instance = new();
    }
}

using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Puts what it is told into the test's queue, past the pilot and the filter.</summary>
internal sealed class InternalTestActor(TestQueue queue) : UntypedActor
{
    private TestActor.Ignore? _ignore;
    private AutoPilot? _autoPilot;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TestActor.SetIgnore set: _ignore = set.Ignore; break;
            case TestActor.SetAutoPilot set: _autoPilot = set.AutoPilot; break;
            case TestActor.Spawn spawn: queue.Add(new RealMessageEnvelope(spawn.Apply(Context), Self)); break;
            case TestActor.Watch watch:
                Context.Watch(watch.Actor);
                Sender.Tell(TestActor.WatchAck.Instance);
                break;
            case TestActor.Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                Sender.Tell(TestActor.UnwatchAck.Instance);
                break;
            default: OnMessage(message); break;
        }
    }

    private void OnMessage(object message)
    {
        if (_autoPilot?.Run(Sender, message) is { } next and not KeepRunning) _autoPilot = next;
        if (_ignore?.Invoke(message) != true) queue.Add(new RealMessageEnvelope(message, Sender));
    }
}

using Akka.Actor;

namespace Akka.Event;

/// <summary>Watches the subscribers of one <see cref="EventStream"/> and unsubscribes those that stop.</summary>
internal sealed class EventStreamUnsubscriber(EventStream stream, bool debug) : ActorBase
{
    /// <summary>Watch this subscriber.</summary>
    internal sealed record Register(IActorRef Actor) : INoSerializationVerificationNeeded;

    /// <summary>This subscriber has given up a channel: it is no longer watched.</summary>
    internal sealed record UnregisterIfNoMoreSubscribedChannels(IActorRef Actor) : INoSerializationVerificationNeeded;

    protected override void PreStart() => Trace($"registering unsubscriber with {stream}");

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Register { Actor: var actor }:
                Trace($"watching {actor} in order to unsubscribe from EventStream when it terminates");
                Context.Watch(actor);
                return true;
            case UnregisterIfNoMoreSubscribedChannels { Actor: var actor }:
                Trace($"unwatching {actor} since has no subscriptions");
                Context.Unwatch(actor);
                return true;
            case Terminated { ActorRef: var actor }:
                Trace($"unsubscribe {actor} from {stream}, because it was terminated");
                stream.Unsubscribe(actor);
                return true;
            default:
                return false;
        }
    }

    private void Trace(FormattableString what)
    {
        if (debug) stream.Publish(new Debug(GetType().Name, GetType(), what.ToString()));
    }
}

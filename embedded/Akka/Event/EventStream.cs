using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Util.Internal;

namespace Akka.Event;

/// <summary>The bus of an actor system: a subscription to a type covers its subtypes and the classes that implement it.</summary>
/// <remarks>Subscribers that stop are unsubscribed by an actor that watches them; see <see cref="StartUnsubscriber"/>.</remarks>
public class EventStream : LoggingBus
{
    private static readonly AtomicCounter Unsubscribers = new(0);

    private readonly bool _debug;
    private readonly Lock _gate = new();

    // Either the unsubscriber is there, or who subscribed before it waits in the list. Both change under the gate.
    private readonly HashSet<IActorRef> _early = [];
    private volatile IActorRef? _unsubscriber;

    /// <param name="debug">Whether each subscription is itself published at Debug.</param>
    public EventStream(bool debug) => _debug = debug;

    /// <inheritdoc />
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        Check(subscriber);
        WatchFor(subscriber);
        var added = base.Subscribe(subscriber, channel);
        Trace($"subscribing {subscriber} to channel {channel}");
        return added;
    }

    /// <inheritdoc />
    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        Check(subscriber);
        Trace($"unsubscribing {subscriber} from channel {channel}");
        Forget(subscriber);
        return base.Unsubscribe(subscriber, channel);
    }

    /// <inheritdoc />
    public override bool Unsubscribe(IActorRef subscriber)
    {
        Check(subscriber);
        Trace($"unsubscribing {subscriber} from all channels");
        Forget(subscriber);
        return base.Unsubscribe(subscriber);
    }

    /// <summary>Starts the actor that unsubscribes the stopped, once; who has subscribed before is watched too.</summary>
    internal void StartUnsubscriber(ActorSystemImpl system)
    {
        lock (_gate)
        {
            if (_unsubscriber is not null) return;
            var props = Props.Create(() => new EventStreamUnsubscriber(this, _debug)).WithDispatcher(Dispatchers.InternalDispatcherId);
            var unsubscriber = system.SystemActorOf(props, $"EventStreamUnsubscriber-{Unsubscribers.IncrementAndGet()}");
            foreach (var subscriber in _early) unsubscriber.Tell(new EventStreamUnsubscriber.Register(subscriber));
            _early.Clear();
            _unsubscriber = unsubscriber;
        }
    }

    private static void Check(IActorRef subscriber)
    {
        if (subscriber is null) throw new ArgumentNullException(nameof(subscriber), "An actor that is null cannot subscribe or unsubscribe.");
    }

    private void WatchFor(IActorRef subscriber)
    {
        if (_unsubscriber is null)
        {
            lock (_gate)
            {
                if (_unsubscriber is null)
                {
                    _early.Add(subscriber);
                    return;
                }
            }
        }
        _unsubscriber.Tell(new EventStreamUnsubscriber.Register(subscriber));
    }

    private void Forget(IActorRef subscriber) =>
        _unsubscriber?.Tell(new EventStreamUnsubscriber.UnregisterIfNoMoreSubscribedChannels(subscriber));

    private void Trace(FormattableString what)
    {
        if (_debug) Publish(new Debug(SimpleName(this), GetType(), what.ToString()));
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Event;

namespace Akka.Actor;

/// <summary>Keeps messages for those who ask, or those who ask for messages, up to their deadlines.</summary>
internal sealed class InboxActor(int size) : ActorBase
{
    private readonly LinkedList<object> _messages = new();
    private readonly LinkedList<(Get Query, IActorRef Client)> _waiting = new();
    private bool _warned;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Get get:
                Serve(get, Sender);
                break;
            case StartWatch { Message: null } watch:
                Context.Watch(watch.Target);
                break;
            case StartWatch watch:
                Context.WatchWith(watch.Target, watch.Message);
                break;
            case StopWatch watch:
                Context.Unwatch(watch.Target);
                break;
            case Kick:
                FailOverdue();
                break;
            default:
                Deliver(message);
                break;
        }
        return true;
    }

    private void Serve(Get get, IActorRef client)
    {
        for (var message = _messages.First; message is not null; message = message.Next)
        {
            if (!get.Wants(message.Value)) continue;
            _messages.Remove(message);
            client.Tell(message.Value);
            return;
        }
        _waiting.AddLast((get, client));
        var left = get.Deadline - Context.System.Scheduler.MonotonicClock;
        if (left > TimeSpan.Zero) Context.System.Scheduler.ScheduleTellOnce(left, Self, Kick.Instance, Self);
        else Self.Tell(Kick.Instance);
    }

    private void Deliver(object message)
    {
        for (var waiting = _waiting.First; waiting is not null; waiting = waiting.Next)
        {
            if (!waiting.Value.Query.Wants(message)) continue;
            _waiting.Remove(waiting);
            waiting.Value.Client.Tell(message);
            return;
        }
        if (_messages.Count < size)
        {
            _messages.AddLast(message);
        }
        else if (!_warned)
        {
            _warned = true;
            Context.GetLogger().Warning(
                "Dropping message: Inbox size has been exceeded, use akka.actor.inbox.inbox-size to increase maximum allowed inbox size. " +
                "Current is {0}", size);
        }
    }

    private void FailOverdue()
    {
        var now = Context.System.Scheduler.MonotonicClock;
        for (var waiting = _waiting.First; waiting is not null;)
        {
            var next = waiting.Next;
            if (waiting.Value.Query.Deadline <= now)
            {
                _waiting.Remove(waiting);
                waiting.Value.Client.Tell(new Status.Failure(new TimeoutException("Deadline passed")));
            }
            waiting = next;
        }
    }

    /// <summary>Asks for the next message, or the next that the predicate wants.</summary>
    internal sealed record Get(TimeSpan Deadline, Predicate<object> Predicate)
    {
        public bool Wants(object message) => Predicate is null || Predicate(message);
    }

    internal sealed record StartWatch(IActorRef Target, object Message);

    internal sealed record StopWatch(IActorRef Target);

    private sealed class Kick
    {
        public static readonly Kick Instance = new();
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A small actor for code that is none: <c>akka.actor.inbox</c> has its size and time limit.</summary>
public class Inbox : IInboxable, IDisposable
{
    private static int _count;

    private readonly ActorSystem _system;
    private readonly TimeSpan _defaultTimeout;

    private Inbox(ActorSystem system, IActorRef receiver, TimeSpan defaultTimeout)
    {
        _system = system;
        _defaultTimeout = defaultTimeout;
        Receiver = receiver;
    }

    public IActorRef Receiver { get; private set; }

    public static Inbox Create(ActorSystem system)
    {
        var config = system.Settings.Config.GetConfig("akka.actor.inbox");
        var size = config.GetInt("inbox-size");
        var receiver = ((ExtendedActorSystem)system).SystemActorOf(
            Props.Create(() => new InboxActor(size)), $"inbox-{Interlocked.Increment(ref _count)}");
        return new Inbox(system, receiver, config.GetTimeSpan("default-timeout"));
    }

    public IActorRef Watch(IActorRef subject)
    {
        Receiver.Tell(new InboxActor.StartWatch(subject, null));
        return subject;
    }

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        Receiver.Tell(new InboxActor.StartWatch(subject, message));
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        Receiver.Tell(new InboxActor.StopWatch(subject));
        return subject;
    }

    public void Send(IActorRef actorRef, object message) => actorRef.Tell(message, Receiver);

    public object Receive() => Receive(_defaultTimeout);

    public object Receive(TimeSpan timeout) => Await(ReceiveAsync(timeout));

    public object ReceiveWhere(Predicate<object> predicate) => ReceiveWhere(predicate, _defaultTimeout);

    public object ReceiveWhere(Predicate<object> predicate, TimeSpan timeout) => Await(AskFor(predicate, timeout));

    public Task<object> ReceiveAsync() => ReceiveAsync(_defaultTimeout);

    public Task<object> ReceiveAsync(TimeSpan timeout) => AskFor(null, timeout);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _system.Stop(Receiver);
    }

    // The actor itself answers when the time is up.
    private Task<object> AskFor(Predicate<object> predicate, TimeSpan timeout) =>
        Receiver.Ask(new InboxActor.Get(_system.Scheduler.MonotonicClock + timeout, predicate), Timeout.InfiniteTimeSpan);

    private object Await(Task<object> answer)
    {
        var message = answer.GetAwaiter().GetResult();
        if (message is not Status.Failure { Cause: TimeoutException cause }) return message;
        throw new TimeoutException($"Inbox {Receiver.Path} received a status failure response message: {cause.Message}", cause);
    }
}

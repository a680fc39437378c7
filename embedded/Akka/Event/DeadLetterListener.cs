using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs what is lost, at Info, up to akka.log-dead-letters in number; then it rests as long as the settings say, or for good.</summary>
public class DeadLetterListener : ActorBase
{
    private readonly EventStream _stream = Context.System.EventStream;
    private readonly int _limit = Context.System.Settings.LogDeadLetters;
    private readonly TimeSpan _rest = Context.System.Settings.LogDeadLettersSuspendDuration;
    private int _count;
    private DateTime? _restUntil;

    protected override void PreStart()
    {
        _stream.Subscribe(Self, typeof(DeadLetter));
        _stream.Subscribe(Self, typeof(Dropped));
        _stream.Subscribe(Self, typeof(UnhandledMessage));
    }

    // A restart keeps the subscriptions: neither unsubscribes nor subscribes again.
    protected override void PreRestart(Exception reason, object message) { }

    protected override void PostRestart(Exception reason) { }

    protected override void PostStop() => _stream.Unsubscribe(Self);

    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters dead) return false;
        if (dead.Message is IDeadLetterSuppression) return true;

        _count = _count == int.MaxValue ? 1 : _count + 1;
        if (_restUntil is { } until) Wake(dead, until);
        else if (_limit == int.MaxValue || _count != _limit) Log(dead, "");
        else Rest(dead);
        return true;
    }

    private void Rest(AllDeadLetters dead)
    {
        if (_rest == Timeout.InfiniteTimeSpan)
        {
            Log(dead, ", no more dead letters will be logged");
            Context.Stop(Self);
            return;
        }
        Log(dead, $", no more dead letters will be logged in next [{_rest}]");
        _restUntil = DateTime.UtcNow + _rest;
    }

    private void Wake(AllDeadLetters dead, DateTime until)
    {
        if (DateTime.UtcNow <= until) return;
        Log(dead, $", of which {_count - _limit - 1} were not logged. The counter will be reset now");
        _count = 0;
        _restUntil = null;
    }

    private void Log(AllDeadLetters dead, string more) => _stream.Publish(
        new Info(dead.Recipient.Path.ToString()!, dead.Recipient.GetType(), DeadLetterText.Of(dead, _count, more, IsReal)));

    private static bool IsReal(IActorRef? actor) =>
        actor is not null && !ReferenceEquals(actor, ActorRefs.NoSender) && actor is not DeadLetterActorRef && !ReferenceEquals(actor, Context.System.DeadLetters);
}

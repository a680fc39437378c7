// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

public partial class ActorCell
{
    public TimeSpan? ReceiveTimeout => _extras?.ReceiveTimeout;

    /// <summary>Takes effect when the message at hand has been handled.</summary>
    public void SetReceiveTimeout(TimeSpan? timeout = null)
    {
        if (timeout is not null || _extras is not null) Extras.ReceiveTimeout = timeout;
    }

    /// <summary>Sets the clock anew, or stops it.</summary>
    public void CheckReceiveTimeout(bool reschedule = true)
    {
        if (_extras?.ReceiveTimeout is not { } timeout)
        {
            CancelReceiveTimeout();
        }
        else if (reschedule || _extras.PendingReceiveTimeout is null)
        {
            CancelReceiveTimeout();
            _extras.PendingReceiveTimeout =
                _system.Scheduler.ScheduleTellOnceCancelable(timeout, _self, Akka.Actor.ReceiveTimeout.Instance, _self);
        }
    }

    private void CancelReceiveTimeout()
    {
        if (_extras?.PendingReceiveTimeout is not { } pending) return;
        pending.Cancel();
        _extras.PendingReceiveTimeout = null;
    }
}

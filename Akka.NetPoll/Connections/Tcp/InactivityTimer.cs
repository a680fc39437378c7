using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>Tells its actor <see cref="Check"/> when nothing may have happened for a time.</summary>
/// <remarks>One timer at a time, which looks when it fires whether anything happened meanwhile: traffic costs it nothing.</remarks>
internal sealed class InactivityTimer(IScheduler scheduler, IActorRef self)
{
    private TimeSpan _limit;
    private bool _isFixed;
    private long _last; // Environment.TickCount64.
    private ICancelable? _timer;

    /// <summary>Begins anew; zero is never.</summary>
    /// <param name="limit">From now on, or from the last Touch.</param>
    /// <param name="isFixed">Whether Touch does not count.</param>
    public void Start(TimeSpan limit, bool isFixed)
    {
        Stop();
        (_limit, _isFixed, _last) = (limit, isFixed, Environment.TickCount64);
        if (limit > TimeSpan.Zero) CheckAfter(limit);
    }

    /// <summary>Something has happened.</summary>
    public void Touch()
    {
        if (_timer is not null && !_isFixed) _last = Environment.TickCount64;
    }

    /// <summary>To be asked upon Check: whether the time is up. Otherwise another Check comes.</summary>
    public bool IsUp()
    {
        if (_limit <= TimeSpan.Zero) return false; // A Check from before.
        Stop();
        TimeSpan left = _limit - TimeSpan.FromMilliseconds(Environment.TickCount64 - _last);
        if (left <= TimeSpan.Zero) return true;
        CheckAfter(left);
        return false;
    }

    public void Stop() => _timer?.Cancel();

    private void CheckAfter(TimeSpan delay) => _timer = scheduler.ScheduleTellOnceCancelable(delay, self, Check.Instance, self);

    public sealed record Check : INoSerializationVerificationNeeded
    {
        public static readonly Check Instance = new();
    }
}

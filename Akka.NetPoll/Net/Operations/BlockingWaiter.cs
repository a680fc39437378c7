using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>A thread that waits for its socket; a worker's hands its role on meanwhile.</summary>
/// <remarks>
/// Woken by the thread that polls, without anything being scheduled: so it goes on even when every worker is blocked. Set
/// before the role is handed on, it is seen by the wait; there is nothing to miss in between.
/// </remarks>
internal sealed class BlockingWaiter : IPollWaiter
{
    private readonly ManualResetEventSlim _woken = new(false, spinCount: 0);

    public void Reset() => _woken.Reset();

    public bool Wait(int timeout)
    {
        if (_woken.IsSet) return true;
        using var blocking = Blocking.Begin();
        return _woken.Wait(timeout);
    }

    public void Ready(PollDirection direction) => _woken.Set();

    // Why is asked of the PollDesc again: the reason may have gone by the time the thread runs.
    public void Failed(PollDirection direction, Exception cause) => _woken.Set();
}

using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>A thread that waits for its socket.</summary>
internal sealed class BlockingWaiter : IPollWaiter
{
    private readonly ManualResetEventSlim _woken = new(false, spinCount: 0);

    public void Reset() => _woken.Reset();

    public bool Wait(int timeout) => _woken.Wait(timeout);

    public void Ready(PollDirection direction) => _woken.Set();

    // Why is asked of the PollDesc again: the reason may have gone by the time the thread runs.
    public void Failed(PollDirection direction, Exception cause) => _woken.Set();
}

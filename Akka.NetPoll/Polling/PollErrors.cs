namespace Akka.NetPoll.Polling;

/// <summary>The exception that tells a waiter what a <see cref="WaitOutcome"/> means; the words are Go's.</summary>
internal static class PollErrors
{
    public static Exception Cause(this WaitOutcome outcome) => outcome switch
    {
        WaitOutcome.Closing => new ObjectDisposedException(nameof(PollDesc), "use of closed network connection"),
        WaitOutcome.DeadlineExceeded => new TimeoutException("i/o timeout"),
        WaitOutcome.NotPollable => new NotSupportedException("not pollable"),
        WaitOutcome.Taken => new InvalidOperationException("another waiter holds this direction of the socket"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "is no failure"),
    };
}

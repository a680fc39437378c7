namespace Akka.NetPoll.Polling;

/// <summary>What became of a wait. Only Parked is answered later; everything else is the answer.</summary>
public enum WaitOutcome
{
    /// <summary>The waiter is parked and will be told exactly once.</summary>
    Parked,

    /// <summary>An edge had already come.</summary>
    Ready,

    /// <summary>The socket has been unregistered, or its poller has stopped.</summary>
    Closing,

    /// <summary>The direction's deadline has passed.</summary>
    DeadlineExceeded,

    /// <summary>The kernel reports nothing but an error for this descriptor (reads only; a write has a better errno).</summary>
    NotPollable,

    /// <summary>Another waiter waits for this direction already, and goes on waiting.</summary>
    Taken,
}

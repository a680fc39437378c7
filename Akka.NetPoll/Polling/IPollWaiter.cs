namespace Akka.NetPoll.Polling;

/// <summary>Waits for a socket without being an actor, such as a pending ReadAsync.</summary>
/// <remarks>
/// Each parked wait is answered exactly once, by one of the two methods, on the thread that polled, closed or fired the deadline.
/// They must return at once and must not throw: every other socket waits meanwhile.
/// </remarks>
public interface IPollWaiter
{
    /// <summary>The socket became ready. This is a hint: the system call may still say WouldBlock, then wait again.</summary>
    void Ready(PollDirection direction);

    /// <summary>The wait has ended without readiness; the causes are those of <see cref="Poller.WaitFailed"/>.</summary>
    void Failed(PollDirection direction, Exception cause);
}

namespace Akka.NetPoll.Multiplexing;

/// <summary>The bits of poll(2), and what they say of a socket to a backend that is armed.</summary>
/// <remarks>Linux, macOS and the BSDs number them alike, but for <see cref="ReadHangUp"/>, which is Linux's.</remarks>
internal static class PollMask
{
    public const short Read = 1, Write = 4, Error = 8, HangUp = 16, Invalid = 32;

    /// <summary>POLLRDHUP: the peer sends no more. Where it is not asked for, or not known, the end of the stream is data to read all the same.</summary>
    public const short ReadHangUp = 0x2000;

    private const short Ended = HangUp | Error | Invalid;

    /// <summary>What to ask for.</summary>
    /// <param name="armed">The directions that are waited for.</param>
    /// <param name="toRead">The bits that ask for data.</param>
    public static short Asked(Readiness armed, short toRead)
    {
        int events = 0;
        if ((armed & Readiness.Read) != 0) events |= (ushort)toRead;
        if ((armed & Readiness.Write) != 0) events |= Write;
        return (short)events;
    }

    /// <summary>What the system's answer says.</summary>
    public static Readiness Of(short asked, short events)
    {
        // Asked for one direction only, it says nothing of the other, which may well be ready: a datagram socket's, say.
        bool isAskedForBoth = (asked & Read) != 0 && (asked & Write) != 0;
        if (events == Error && isAskedForBoth) return Readiness.Read | Readiness.Write | Readiness.OnlyError | Readiness.HangUp;
        Readiness readiness = Readiness.None;
        if ((events & (Read | ReadHangUp | Ended)) != 0) readiness |= Readiness.Read;
        if ((events & (Write | Ended)) != 0) readiness |= Readiness.Write;
        if ((events & Ended) != 0) readiness |= Readiness.HangUp;
        return readiness;
    }
}

namespace Akka.NetPoll.Polling;

/// <summary>What of a socket is waited for: that it can be read from, written to, or (for deadlines) either.</summary>
[Flags]
public enum PollDirection
{
    /// <summary>Data, end of stream, an error or a connection to accept is there.</summary>
    Read = 1,

    /// <summary>The send buffer has room, or a connect has finished.</summary>
    Write = 2,

    /// <summary>Both; a wait is always for one of them, a deadline may be for both.</summary>
    Both = Read | Write,
}

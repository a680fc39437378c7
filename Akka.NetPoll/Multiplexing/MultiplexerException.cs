using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>A multiplexer cannot be made or used, or does not watch a socket; says which call the system refused, and with what.</summary>
public sealed class MultiplexerException : IOException
{
    internal MultiplexerException(string call, int errno)
        : base($"{call}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})") => Errno = errno;

    internal MultiplexerException(string message)
        : base(message)
    {
    }

    /// <summary>The system's number for it, such as one of errno(3); zero when no call was made.</summary>
    public int Errno { get; }
}

using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>The kernel refused; carries its errno, and says which call it was.</summary>
public sealed class MultiplexerException : IOException
{
    internal MultiplexerException(string call, int errno)
        : base($"{call}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})") => Errno = errno;

    /// <summary>The number of errno(3).</summary>
    public int Errno { get; }
}

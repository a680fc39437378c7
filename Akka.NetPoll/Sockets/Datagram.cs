using System.Net;

namespace Akka.NetPoll.Sockets;

/// <summary>One datagram of a batch: its bytes, and the address it came from or goes to.</summary>
/// <remarks>Made once and used again for every batch; not to be touched while a call has it.</remarks>
public sealed class Datagram(Memory<byte> buffer)
{
    /// <summary>Makes one that can receive up to so many bytes.</summary>
    public Datagram(int size)
        : this(new byte[size])
    {
    }

    /// <summary>Where it is received into or sent from.</summary>
    public Memory<byte> Buffer { get; set; } = buffer;

    /// <summary>How many bytes of the buffer it has: set by a receive, to be set before a send.</summary>
    public int Length { get; set; }

    /// <summary>The address it came from, or goes to; null goes to the connected peer.</summary>
    public IPEndPoint? EndPoint { get; set; }

    /// <summary>It was longer than the buffer, and the rest is lost.</summary>
    public bool IsTruncated { get; internal set; }

    /// <summary>The bytes received or to be sent.</summary>
    public ReadOnlyMemory<byte> Data => Buffer[..Length];
}

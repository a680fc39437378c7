using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>A network operation that failed: what was tried, between which addresses, and why.</summary>
/// <remarks>
/// The message reads as Go's <c>net.OpError</c>: <c>read tcp 127.0.0.1:52100->127.0.0.1:80: connection reset by peer</c>.
/// The operation that one's own close ended throws <see cref="ObjectDisposedException"/> instead, as every .NET stream does.
/// </remarks>
public sealed class NetException : IOException
{
    internal NetException(NetOperationName name, string cause, Exception? inner = null)
        : base($"{name}: {cause}", inner)
    {
        Operation = name.Operation;
        Network = name.Network;
        LocalEndPoint = name.Local;
        RemoteEndPoint = name.Remote;
    }

    /// <summary>What was tried: <c>read</c>, <c>write</c>, <c>accept</c>, <c>dial</c>, <c>listen</c>, <c>close</c>, <c>set</c>, <c>tls</c>, <c>writev</c>, <c>sendfile</c> or <c>splice</c>.</summary>
    public string Operation { get; }

    /// <summary><c>tcp</c>, <c>tcp4</c>, <c>tcp6</c>, <c>unix</c>, <c>udp</c>, ... as the caller named it.</summary>
    public string Network { get; }

    /// <summary>The local address, where there was one.</summary>
    public EndPoint? LocalEndPoint { get; }

    /// <summary>The remote address, or the one that was listened on or dialed.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>The system's error, or <see cref="SocketError.SocketError"/> where the cause is none of its.</summary>
    public SocketError SocketErrorCode => (InnerException as SocketException)?.SocketErrorCode ?? SocketError.SocketError;

    /// <summary>The bytes that a write had handed to the system before it failed.</summary>
    public long Transferred { get; internal set; }

    /// <summary>A deadline or a timeout passed; the same operation may work with a later one.</summary>
    public bool IsTimeout => InnerException is TimeoutException;

    /// <summary>The peer ended its stream where it must not: over TLS without close_notify, amid a record or amid the handshake.</summary>
    public bool IsUnexpectedEnd => InnerException is EndOfStreamException;

    /// <summary>Out of descriptors or memory, or a connection that was gone before it was accepted: trying again later may work.</summary>
    public bool IsTemporary => IsTimeout || SocketErrorCode is SocketError.TooManyOpenSockets
        or SocketError.NoBufferSpaceAvailable or SocketError.ConnectionAborted;
}

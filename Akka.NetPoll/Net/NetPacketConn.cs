using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>A datagram socket in the blocking style: UDP, bound or connected. After Go's net.UDPConn.</summary>
/// <remarks>
/// Any thread may call any member; receives take turns and sends take turns. Datagrams come and go whole; one that is longer
/// than the buffer is cut and says so. An error that a peer's machine reports (connection refused) fails one call of a
/// connected socket, and the next one works again.
/// </remarks>
public sealed class NetPacketConn : IDisposable, IAsyncDisposable
{
    private readonly NetFd _fd;
    private DatagramOperation? _idleReceive, _idleSend;

    internal NetPacketConn(NetFd fd) => _fd = fd;

    /// <summary>The address on this side; with port 0 asked for, the port that the system chose.</summary>
    public EndPoint? LocalEndPoint => _fd.Local;

    /// <summary>The peer of a connected socket, otherwise null.</summary>
    public EndPoint? RemoteEndPoint => _fd.Remote;

    /// <summary>The socket, for options.</summary>
    public Socket Socket => _fd.Socket;

    /// <summary>Waits for datagrams and takes as many as have come, at most one for each of these and 64, with one system call.</summary>
    /// <returns>How many, from the front; none at once when none are given.</returns>
    public ValueTask<int> ReceiveAsync(ReadOnlyMemory<Datagram> datagrams, CancellationToken cancellationToken = default)
    {
        if (datagrams.IsEmpty) return new ValueTask<int>(0);
        return _fd.ReadTurn.Wait(0, CancellationToken.None)
            ? BeginReceive(datagrams, cancellationToken)
            : ReceiveInTurnAsync(datagrams, cancellationToken);
    }

    /// <summary>Sends all of them, 64 with a system call, as one run among concurrent sends.</summary>
    /// <returns>Their number.</returns>
    /// <exception cref="NetException">Its <see cref="NetException.Transferred"/> says how many went out before.</exception>
    public ValueTask<int> SendAsync(ReadOnlyMemory<Datagram> datagrams, CancellationToken cancellationToken = default)
    {
        foreach (Datagram datagram in datagrams.Span)
            if (Refuse(datagram) is { } cause)
                return ValueTask.FromException<int>(cause);
        return _fd.WriteTurn.Wait(0, CancellationToken.None)
            ? BeginSend(datagrams, cancellationToken)
            : SendInTurnAsync(datagrams, cancellationToken);
    }

    /// <summary>Waits for one datagram, received into this one.</summary>
    public async ValueTask ReceiveAsync(Datagram datagram, CancellationToken cancellationToken = default) =>
        await ReceiveAsync(new[] { datagram }, cancellationToken).ConfigureAwait(false);

    /// <summary>Sends one datagram; an empty one is one too.</summary>
    /// <param name="endPoint">Null sends to the connected peer.</param>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> data, IPEndPoint? endPoint = null, CancellationToken cancellationToken = default)
    {
        Memory<byte> memory = System.Runtime.InteropServices.MemoryMarshal.AsMemory(data);
        var datagram = new Datagram(memory) { Length = data.Length, EndPoint = endPoint };
        await SendAsync(new[] { datagram }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets when pending and future receives and sends time out.</summary>
    public void SetDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Both, deadline);

    /// <summary>Sets when pending and future receives time out.</summary>
    public void SetReadDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Read, deadline);

    /// <summary>Sets when pending and future sends time out.</summary>
    public void SetWriteDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Write, deadline);

    /// <summary>Closes it; pending calls fail with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _fd.PollFd.Close();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal static NetPacketConn Bind(ConnectionsExtension netPoll, NetNetwork network, EndPoint endPoint, ListenOptions options) =>
        new(new NetFd(network, NetSockets.Listen(netPoll, network, endPoint, options).PollFd, netPoll));

    internal void Return(DatagramOperation operation, bool receives) =>
        Volatile.Write(ref receives ? ref _idleReceive : ref _idleSend, operation);

    private Exception? Refuse(Datagram datagram)
    {
        if ((uint)datagram.Length > datagram.Buffer.Length)
            return new ArgumentException($"the datagram's length is {datagram.Length}, and its buffer's {datagram.Buffer.Length}");
        if (_fd.Remote is null) return datagram.EndPoint is null ? _fd.Name("write").Failed("missing address") : null;
        return datagram.EndPoint is null ? null : _fd.Name("write").Failed("use of an address with a connected socket");
    }

    private async ValueTask<int> ReceiveInTurnAsync(ReadOnlyMemory<Datagram> datagrams, CancellationToken cancellation)
    {
        await _fd.EnterAsync(_fd.ReadTurn, cancellation).ConfigureAwait(false);
        return await BeginReceive(datagrams, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<int> SendInTurnAsync(ReadOnlyMemory<Datagram> datagrams, CancellationToken cancellation)
    {
        await _fd.EnterAsync(_fd.WriteTurn, cancellation).ConfigureAwait(false);
        return await BeginSend(datagrams, cancellation).ConfigureAwait(false);
    }

    private ValueTask<int> BeginReceive(ReadOnlyMemory<Datagram> datagrams, CancellationToken cancellation) =>
        (Interlocked.Exchange(ref _idleReceive, null) ?? new DatagramOperation(this, _fd, PollDirection.Read)).RunAsync(datagrams, cancellation);

    private ValueTask<int> BeginSend(ReadOnlyMemory<Datagram> datagrams, CancellationToken cancellation) =>
        (Interlocked.Exchange(ref _idleSend, null) ?? new DatagramOperation(this, _fd, PollDirection.Write)).RunAsync(datagrams, cancellation);
}

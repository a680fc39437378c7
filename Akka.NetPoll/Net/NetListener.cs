using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>A listener in the blocking style. After Go's net.Listener.</summary>
/// <remarks>
/// Any thread may call any member; concurrent accepts take turns. Closing it frees them with an
/// <see cref="ObjectDisposedException"/>, and its connections live on. Out of descriptors, or down to
/// akka.netpoll.listener.descriptor-reserve, an accept with a connection waiting fails with a <see cref="NetException"/> that
/// <see cref="NetException.IsTemporary"/>, and the connection stays queued for a later one: pause before you try again.
/// </remarks>
public sealed class NetListener : IDisposable, IAsyncDisposable
{
    private readonly ConnectionsExtension _netPoll;
    private readonly NetFd _fd;
    private readonly ListenOptions _options;
    private readonly ConnectionSettings _connection;
    private readonly DescriptorReserve _reserve; // Used by who has the turn.
    private int _disposed;

    private NetListener(ConnectionsExtension netPoll, NetFd fd, ListenOptions options, ConnectionSettings connection)
    {
        _netPoll = netPoll;
        _fd = fd;
        _options = options;
        _connection = connection;
        _reserve = new DescriptorReserve(netPoll.Settings.Listener.With(options).DescriptorReserve);
    }

    /// <summary>Where it listens; with port 0 asked for, the port that the system chose.</summary>
    public EndPoint LocalEndPoint => _fd.Local!;

    /// <summary>The listening socket, for options.</summary>
    public Socket Socket => _fd.Socket;

    internal static async ValueTask<NetListener> ListenAsync(ConnectionsExtension netPoll, NetNetwork network, EndPoint endPoint, ListenOptions options)
    {
        // Ignored, it would leave in the clear what is meant to be secret.
        if (options.Tls is not null) throw new ArgumentException("in the blocking style a connection begins TLS, with conn.TlsServerAsync(...)", nameof(options));
        var connection = netPoll.Settings.Connection.With(options.Connection);
        var socket = Bind(netPoll, network, endPoint, options);
        try
        {
            return new NetListener(netPoll, await netPoll.WatchAsync(network, socket, "listen").ConfigureAwait(false), options, connection);
        }
        catch
        {
            Unlink(endPoint, options);
            throw;
        }
    }

    /// <summary>Waits for the next connection.</summary>
    public async ValueTask<NetConn> AcceptAsync(CancellationToken cancellationToken = default)
    {
        var accept = new AcceptOperation(_fd, TryAccept);
        await _fd.ReadTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        await accept.AcceptAsync(cancellationToken).ConfigureAwait(false);

        var socket = accept.Accepted!;
        try
        {
            socket.Blocking = false;
            NetSockets.Begin(_fd.Network, socket, _connection);
        }
        catch (SocketException)
        {
            // The peer has reset it already; its first read says so.
        }

        return new NetConn(await _netPoll.WatchAsync(_fd.Network, socket, "accept").ConfigureAwait(false));
    }

    /// <summary>Sets when pending and future accepts time out, even with a connection waiting. Absolute and sticky.</summary>
    public void SetDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Read, deadline);

    /// <summary>Stops listening; the address can be bound again when this returns.</summary>
    public void Dispose()
    {
        // Once, and before the close: after it another listener may have made the file anew.
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Unlink(_fd.Local, _options);
        _fd.Close();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Socket Bind(ConnectionsExtension netPoll, NetNetwork network, EndPoint endPoint, ListenOptions options)
    {
        var settings = netPoll.Settings.Listener.With(options);
        var name = new NetOperationName("listen", network.Name, Remote: endPoint);
        var socket = NetSockets.Create(name, network, endPoint);
        var call = "bind";
        try
        {
            if (settings.ReusePort) ReusePort.Set(socket);
            options.Control?.Invoke(socket);
            socket.BindOwningFile(endPoint);
            call = "listen";
            if (network.IsStream) socket.Listen(settings.KernelsBacklog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            if (call == "listen") Unlink(endPoint, options); // It is ours only if we have bound it.
            throw name.Failed(e.SocketErrorCode, call);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Without any descriptor the runtime can neither load an assembly nor start a thread, not even the timer's: whatever the
    // caller does about the error could end the process.
    private SocketError TryAccept(Socket listener, out Socket? accepted)
    {
        accepted = null;
        if (_reserve.IsReached(listener))
            return listener.Poll(0, SelectMode.SelectRead) ? SocketError.TooManyOpenSockets : SocketError.WouldBlock;
        var outcome = _options.TryAccept(listener, out accepted);
        if (accepted is not null) _reserve.Note(accepted);
        return outcome;
    }

    private static void Unlink(EndPoint? endPoint, ListenOptions options)
    {
        if (options.UnlinkOnClose) UnixSocketFile.Delete(endPoint);
    }
}

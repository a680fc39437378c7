using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
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
    private readonly NetPoll _netPoll;
    private readonly NetFd _fd;
    private readonly ListenConfig _config;
    private readonly DescriptorReserve _reserve; // Used by who has the turn.
    private int _disposed;

    private NetListener(NetPoll netPoll, NetFd fd, ListenConfig config)
    {
        _netPoll = netPoll;
        _fd = fd;
        _config = config;
        _reserve = new DescriptorReserve(netPoll.Settings.Listener.DescriptorReserve);
    }

    /// <summary>Where it listens; with port 0 asked for, the port that the system chose.</summary>
    public EndPoint LocalEndPoint => _fd.Local!;

    /// <summary>The listening socket, for options.</summary>
    public Socket Socket => _fd.Socket;

    internal static async ValueTask<NetListener> ListenAsync(NetPoll netPoll, NetNetwork network, EndPoint endPoint, ListenConfig config)
    {
        var name = new NetOperationName("listen", network.Name, Remote: endPoint);
        var socket = Bind(name, network, endPoint, config);
        try
        {
            return new NetListener(netPoll, netPoll.Watch(network, socket, "listen"), config);
        }
        catch
        {
            Unlink(endPoint, config);
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
            NetSockets.Begin(_fd.Network, socket, _config.KeepAlive);
        }
        catch (SocketException)
        {
            // The peer has reset it already; its first read says so.
        }

        return new NetConn(_netPoll.Watch(_fd.Network, socket, "accept"));
    }

    /// <summary>Sets when pending and future accepts time out, even with a connection waiting. Absolute and sticky.</summary>
    public void SetDeadline(Deadline deadline) => _fd.SetDeadline(PollDirection.Read, deadline);

    /// <summary>Stops listening; the address can be bound again when this returns.</summary>
    public void Dispose()
    {
        // Once, and before the close: after it another listener may have made the file anew.
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Unlink(_fd.Local, _config);
        _fd.PollFd.Close();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Socket Bind(NetOperationName name, NetNetwork network, EndPoint endPoint, ListenConfig config)
    {
        var socket = NetSockets.Create(name, network, endPoint);
        var call = "bind";
        try
        {
            if (config.ReusePort) ReusePort.Set(socket);
            config.Control?.Invoke(NetSockets.NameWithFamily(network, socket), socket);
            socket.BindOwningFile(endPoint);
            call = "listen";
            if (network.IsStream) socket.Listen(config.Backlog ?? int.MaxValue); // The system makes it what it allows.
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            if (call == "listen") Unlink(endPoint, config); // It is ours only if we have bound it.
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
        var outcome = _config.TryAccept(listener, out accepted);
        if (accepted is not null) _reserve.Note(accepted);
        return outcome;
    }

    private static void Unlink(EndPoint? endPoint, ListenConfig config)
    {
        if (config.UnlinkOnClose) UnixSocketFile.Delete(endPoint);
    }
}

using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
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
    private readonly ConnectionsExtension _netPoll;
    private readonly ListenFd _listen;
    private readonly NetFd _fd;
    private readonly ConnectionSettings _connection;

    private NetListener(ConnectionsExtension netPoll, ListenFd listen, NetFd fd, ConnectionSettings connection) =>
        (_netPoll, _listen, _fd, _connection) = (netPoll, listen, fd, connection);

    /// <summary>Where it listens; with port 0 asked for, the port that the system chose.</summary>
    public EndPoint LocalEndPoint => _fd.Local!;

    /// <summary>The listening socket, for options.</summary>
    public Socket Socket => _fd.Socket;

    internal static NetListener Listen(ConnectionsExtension netPoll, NetNetwork network, EndPoint endPoint, ListenOptions options)
    {
        // Ignored, it would leave in the clear what is meant to be secret.
        if (options.Tls is not null) throw new ArgumentException("in the blocking style a connection begins TLS, with conn.TlsServerAsync(...)", nameof(options));
        ConnectionSettings connection = netPoll.Settings.Connection.With(options.Connection);
        ListenFd listen = NetSockets.Listen(netPoll, network, endPoint, options);
        return new NetListener(netPoll, listen, new NetFd(network, listen.PollFd, netPoll), connection);
    }

    /// <summary>Waits for the next connection.</summary>
    public async ValueTask<NetConn> AcceptAsync(CancellationToken cancellationToken = default)
    {
        var accept = new AcceptOperation(_fd, _listen);
        await _fd.EnterAsync(_fd.ReadTurn, cancellationToken).ConfigureAwait(false);
        await accept.AcceptAsync(cancellationToken).ConfigureAwait(false);

        Socket socket = accept.Accepted!;
        try
        {
            socket.Blocking = false;
            SocketOptions.Apply(socket, _connection);
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
    public void Dispose() => _listen.Close();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

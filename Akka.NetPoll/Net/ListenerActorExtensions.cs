using System.Net;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;

namespace Akka.NetPoll.Net;

/// <summary>An actor for each connection that runs a method in the blocking style.</summary>
public static class ListenerActorExtensions
{
    extension(ListenerActor)
    {
        /// <summary>Listens on all addresses and runs the method for each connection: <c>ListenerActor.Props(8888, async conn => ...)</c>.</summary>
        /// <param name="port">Zero leaves the choice to the kernel; Bound names it.</param>
        /// <param name="serve">
        /// When it returns or throws, its connection is closed, by a reset if a write was under way. What it throws is logged with
        /// the peer's address, as an error; at Debug when the peer has ended or broken off this connection, a deadline of it has
        /// passed, or it ends because we closed. It concerns no other connection. It runs beside the connection's actor.
        /// Stopping the listener closes its connection under it.
        /// </param>
        /// <param name="options">
        /// What differs from akka.netpoll.listener and akka.netpoll.connection; of the latter only what is set on sockets counts
        /// here: for times there are the deadlines of <see cref="NetConn"/>. Without TLS, which the method begins by itself
        /// (<see cref="NetTls"/>).
        /// </param>
        public static Props Props(int port, Func<NetConn, Task> serve, ListenOptions? options = null) =>
            Create(ListenRequest.Any(port), (conn, _) => serve(conn), options);

        /// <summary>The same with a token that is canceled when the listener's tree is to stop.</summary>
        public static Props Props(int port, Func<NetConn, CancellationToken, Task> serve, ListenOptions? options = null) =>
            Create(ListenRequest.Any(port), serve, options);

        /// <summary>Listens on one address and runs the method for each connection.</summary>
        public static Props Props(EndPoint address, Func<NetConn, Task> serve, ListenOptions? options = null) =>
            Create(address, (conn, _) => serve(conn), options);

        /// <summary>The same with a token that is canceled when the listener's tree is to stop.</summary>
        public static Props Props(EndPoint address, Func<NetConn, CancellationToken, Task> serve, ListenOptions? options = null) =>
            Create(address, serve, options);
    }

    private static Props Create(EndPoint address, Func<NetConn, CancellationToken, Task> serve, ListenOptions? options)
    {
        // Ignored, it would leave in the clear what is meant to be secret.
        if (options?.Tls is not null) throw new ArgumentException("a method begins TLS by itself, with conn.TlsServerAsync(...)", nameof(options));
        return ListenerActor.Create(address, options, ServeActor.Props(serve), null);
    }
}

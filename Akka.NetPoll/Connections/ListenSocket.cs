using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>Makes listening sockets.</summary>
internal static class ListenSocket
{
    /// <summary>Whether it can be listened on: a name is to be looked up first, which may take its time.</summary>
    /// <exception cref="ArgumentException">It is a name.</exception>
    public static void Check(EndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is DnsEndPoint { Host: var host })
            throw new ArgumentException($"a listener needs an address, and {host} is a name: see Dns.GetHostAddresses", nameof(address));
    }

    /// <summary>Bound and listening, non-blocking.</summary>
    /// <exception cref="SocketException">The kernel's own error: the address is in use, is not ours, is not allowed.</exception>
    public static Socket Listen(EndPoint local, ListenSettings settings, Action<Socket>? control)
    {
        Socket socket = Create(local);
        try
        {
            if (settings.ReusePort) ReusePort.Set(socket);
            control?.Invoke(socket);
            Bind(socket, local);
            socket.Listen(settings.KernelsBacklog);
            return socket;
        }
        catch
        {
            if (socket.IsBound) UnixSocketFile.Delete(local);
            socket.Dispose();
            throw;
        }
    }

    /// <summary>All addresses of this host: dual stack, or IPv4 alone where there is no IPv6.</summary>
    public static EndPoint Any(int port) =>
        new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, port);

    private static void Bind(Socket socket, EndPoint local)
    {
        try
        {
            socket.BindOwningFile(local);
        }
        catch (SocketException e) when (e.IsNoSuchFile(local))
        {
            throw SocketErrors.NoSuchFile(local);
        }
    }

    // An IPv4 address written as IPv6 is an IPv4 address still.
    private static Socket Create(EndPoint local) => NewSocket.Create(
        local, SocketType.Stream, local is IPEndPoint { Address.IsIPv4MappedToIPv6: false } ip ? ip.Address.Equals(IPAddress.IPv6Any) : null);
}

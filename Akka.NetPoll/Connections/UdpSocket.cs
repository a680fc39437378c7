using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>Makes datagram sockets.</summary>
internal static class UdpSocket
{
    /// <summary>Non-blocking and bound.</summary>
    /// <exception cref="SocketException">The kernel's own error.</exception>
    public static Socket Bind(IPEndPoint local, DatagramSettings settings, Action<Socket>? control)
    {
        IPEndPoint address = local.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(local.Address.MapToIPv4(), local.Port) : local;
        Socket socket = NewSocket.Create(address, SocketType.Dgram, dualStack: address.Address.Equals(IPAddress.IPv6Any));
        try
        {
            if (settings.ReceiveBufferSize > 0) socket.ReceiveBufferSize = settings.ReceiveBufferSize;
            if (settings.SendBufferSize > 0) socket.SendBufferSize = settings.SendBufferSize;
            control?.Invoke(socket);
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Bound, and connected to this peer, which needs no waiting.</summary>
    public static Socket Connect(IPEndPoint remote, IPEndPoint? local, DatagramSettings settings, Action<Socket>? control)
    {
        bool four = remote.AddressFamily == AddressFamily.InterNetwork;
        Socket socket = Bind(local ?? new IPEndPoint(four ? IPAddress.Any : IPAddress.IPv6Any, 0), settings, control);
        try
        {
            socket.Connect(remote);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether the socket can send to an address of this family.</summary>
    public static bool Reaches(this Socket socket, IPAddress address) =>
        address.AddressFamily == socket.AddressFamily || address.IsIPv4MappedToIPv6
        || (socket.AddressFamily == AddressFamily.InterNetworkV6 && socket.DualMode);
}

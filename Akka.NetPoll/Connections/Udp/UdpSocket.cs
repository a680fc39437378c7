using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>Opens datagram sockets.</summary>
internal static class UdpSocket
{
    /// <summary>Bound and watched; connected to a peer, which needs no waiting, if there is one.</summary>
    /// <exception cref="OpenException">The kernel's own error.</exception>
    public static PollFd Open(IPEndPoint? local, IPEndPoint? remote, DatagramSettings settings, Action<Socket>? control, PollLoop loop)
    {
        bool four = remote?.AddressFamily == AddressFamily.InterNetwork;
        var request = new ListenRequest(local ?? new IPEndPoint(four ? IPAddress.Any : IPAddress.IPv6Any, 0))
        {
            Type = SocketType.Dgram,
            Control = socket =>
            {
                if (settings.ReceiveBufferSize > 0) socket.ReceiveBufferSize = settings.ReceiveBufferSize;
                if (settings.SendBufferSize > 0) socket.SendBufferSize = settings.SendBufferSize;
                control?.Invoke(socket);
            },
        };
        PollFd fd = ListenFd.Open(request, loop).PollFd;
        if (remote is null) return fd;
        try
        {
            WindowsOptions.TellUnreachable(fd.Socket, true);
            fd.Socket.Connect(remote);
            fd.NoteAddresses();
            return fd;
        }
        catch
        {
            fd.Close();
            throw;
        }
    }

    /// <summary>Whether the socket can send to an address of this family.</summary>
    public static bool Reaches(this Socket socket, IPAddress address) =>
        address.AddressFamily == socket.AddressFamily || address.IsIPv4MappedToIPv6
        || (socket.AddressFamily == AddressFamily.InterNetworkV6 && socket.DualMode);
}

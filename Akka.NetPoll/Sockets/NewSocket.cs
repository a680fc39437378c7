using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>Makes the sockets of all styles.</summary>
internal static class NewSocket
{
    /// <summary>A non-blocking socket of the address's family. Datagrams may be broadcast, as in Go.</summary>
    /// <param name="address">Of IP or a unix socket's.</param>
    /// <param name="type">A stream or datagrams.</param>
    /// <param name="dualStack">Of IPv6: whether IPv4 goes through it too; null leaves that as it is.</param>
    /// <param name="prepare">Sets options, binds; when it throws, the socket is disposed of.</param>
    public static Socket Create(EndPoint address, SocketType type, bool? dualStack = null, Action<Socket>? prepare = null)
    {
        var socket = new Socket(address.AddressFamily, type, ProtocolOf(address, type));
        try
        {
            socket.Blocking = false;
            if (dualStack is { } both && address.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = both;
            if (type == SocketType.Dgram)
            {
                socket.EnableBroadcast = true;
                WindowsOptions.TellUnreachable(socket, false);
            }

            prepare?.Invoke(socket);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static ProtocolType ProtocolOf(EndPoint address, SocketType type) => address.AddressFamily switch
    {
        AddressFamily.Unix => ProtocolType.Unspecified,
        _ => type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp,
    };
}

using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>Many sockets listening on one port.</summary>
internal static class ReusePort
{
    public static void Set(Socket socket)
    {
        if (OperatingSystem.IsLinux()) Linux.SocketOptions.SetReusePort(socket);
        else Portable.SocketOptions.SetReusePort(socket);
    }
}

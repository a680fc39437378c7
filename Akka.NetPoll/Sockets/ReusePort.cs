using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>SO_REUSEPORT, which .NET has no name for: several sockets of one user share an address.</summary>
internal static class ReusePort
{
    /// <summary>To be set before the bind. Unix sockets do not have it.</summary>
    public static void Set(Socket socket)
    {
        if (socket.AddressFamily == AddressFamily.Unix) return;
        if (OperatingSystem.IsLinux()) Linux.SocketOptions.SetReusePort(socket);
        else Portable.SocketOptions.SetReusePort(socket);
    }
}

using System.Net.Sockets;

namespace Akka.NetPoll.Sockets.Portable;

/// <summary>What <see cref="Linux.SocketOptions"/> does, by .NET's names.</summary>
internal static class SocketOptions
{
    /// <summary>On Unix .NET sets SO_REUSEPORT beside SO_REUSEADDR; on Windows SO_REUSEADDR means both.</summary>
    public static void SetReusePort(Socket socket) => socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);

    /// <summary>An error that .NET has no word for is the unnamed SocketError.</summary>
    public static SocketError TakeError(Socket socket) =>
        (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
}

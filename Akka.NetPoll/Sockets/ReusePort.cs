using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets;

/// <summary>SO_REUSEPORT, which .NET has no name for: several sockets of one user share an address.</summary>
internal static class ReusePort
{
    /// <summary>To be set before the bind. Unix sockets do not have it.</summary>
    public static void Set(Socket socket)
    {
        if (socket.AddressFamily == AddressFamily.Unix) return;
        Span<byte> one = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(one, 1);
        socket.SetRawSocketOption(LibC.SOL_SOCKET, LibC.SO_REUSEPORT, one);
    }
}

using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Net;

/// <summary>SO_REUSEPORT, which .NET has no name for.</summary>
internal static class ReusePort
{
    public static void Set(Socket socket)
    {
        Span<byte> one = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(one, 1);
        socket.SetRawSocketOption(LibC.SOL_SOCKET, LibC.SO_REUSEPORT, one);
    }
}

using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>Options of socket(7) by their numbers.</summary>
internal static class SocketOptions
{
    /// <summary>SO_REUSEPORT, which .NET has no name for.</summary>
    public static void SetReusePort(Socket socket)
    {
        Span<byte> one = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(one, 1);
        socket.SetRawSocketOption(LibC.SOL_SOCKET, LibC.SO_REUSEPORT, one);
    }

    /// <summary>SO_ERROR by its number, for .NET's own option has no word for some errors.</summary>
    public static SocketError TakeError(Socket socket)
    {
        Span<byte> error = stackalloc byte[sizeof(int)];
        socket.GetRawSocketOption(LibC.SOL_SOCKET, LibC.SO_ERROR, error);
        return Errno.Of(BitConverter.ToInt32(error));
    }
}

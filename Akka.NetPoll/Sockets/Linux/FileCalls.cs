using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>sendfile(2) and splice(2) for <see cref="FileCopy"/>.</summary>
internal static unsafe class FileCalls
{
    public static IoResult TrySendFile(Socket socket, SafeFileHandle file, ref long offset, long length)
    {
        while (true)
        {
            long sent = (long)LinuxCalls.SendFile(
                (int)socket.Handle, (int)file.DangerousGetHandle(), ref offset, (nuint)Math.Min(length, FileCopy.Chunk));
            if (sent >= 0) return new IoResult((int)sent, SocketError.Success);
            SocketError error = Errno.Of(Marshal.GetLastPInvokeError());
            if (error != SocketError.Interrupted) return new IoResult(0, error);
        }
    }

    /// <summary>Moves bytes between a pipe and a socket, either way, without blocking on the socket.</summary>
    public static IoResult TrySplice(int from, int to, int length)
    {
        while (true)
        {
            long moved = (long)LibC.splice(from, null, to, null, length, (uint)(LibC.SPLICE_F_MOVE | LibC.SPLICE_F_NONBLOCK));
            if (moved >= 0) return new IoResult((int)moved, SocketError.Success);
            SocketError error = Errno.Last;
            if (error != SocketError.Interrupted) return new IoResult(0, error);
        }
    }
}

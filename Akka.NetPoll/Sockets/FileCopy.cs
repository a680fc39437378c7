using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets;

/// <summary>Moving bytes inside the kernel: sendfile(2) and splice(2).</summary>
internal static unsafe class FileCopy
{
    /// <summary>What one call moves at most.</summary>
    public const int Chunk = 1 << 20;

    /// <summary>Sends a file's bytes from the offset, which advances by the count; none is the file's end.</summary>
    public static IoResult TrySendFile(this Socket socket, SafeFileHandle file, ref long offset, long length)
    {
        while (true)
        {
            var sent = (long)LinuxCalls.SendFile((int)socket.Handle, (int)file.DangerousGetHandle(), ref offset, (nuint)Math.Min(length, Chunk));
            if (sent >= 0) return new IoResult((int)sent, SocketError.Success);
            var error = Errno.Of(Marshal.GetLastPInvokeError());
            if (error != SocketError.Interrupted) return new IoResult(0, error);
        }
    }

    /// <summary>Moves bytes between a pipe and a socket, either way, without blocking on the socket.</summary>
    public static IoResult TrySplice(int from, int to, int length)
    {
        while (true)
        {
            var moved = (long)LibC.splice(from, null, to, null, length, (uint)(LibC.SPLICE_F_MOVE | LibC.SPLICE_F_NONBLOCK));
            if (moved >= 0) return new IoResult((int)moved, SocketError.Success);
            var error = Errno.Last;
            if (error != SocketError.Interrupted) return new IoResult(0, error);
        }
    }

    /// <summary>The kernel cannot do this with these descriptors; copying can, or says why not (a number without a word is the file's: ESPIPE, EIO).</summary>
    public static bool IsUnsupported(SocketError error) =>
        error is SocketError.InvalidArgument or SocketError.OperationNotSupported || error.IsUnnamed();
}

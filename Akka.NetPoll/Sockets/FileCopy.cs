using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Akka.NetPoll.Sockets;

/// <summary>Moving bytes inside the kernel, where it can: sendfile(2) and splice(2).</summary>
internal static class FileCopy
{
    /// <summary>What one call moves at most.</summary>
    public const int Chunk = 1 << 20;

    /// <summary>Sends a file's bytes from the offset, which advances by the count; none is the file's end.</summary>
    public static IoResult TrySendFile(this Socket socket, SafeFileHandle file, ref long offset, long length) => OperatingSystem.IsLinux()
        ? Linux.FileCalls.TrySendFile(socket, file, ref offset, length)
        : Portable.FileCalls.TrySendFile();

    /// <summary>What bytes go through from socket to socket; null where there is no such thing, or no descriptors for one.</summary>
    public static Linux.SplicePipe? TryMakePipe() => OperatingSystem.IsLinux() ? Linux.SplicePipe.TryCreate() : null;

    /// <summary>The kernel cannot do this with these descriptors; copying can, or says why not (a number without a word is the file's: ESPIPE, EIO).</summary>
    public static bool IsUnsupported(SocketError error) =>
        error is SocketError.InvalidArgument or SocketError.OperationNotSupported || error.IsUnnamed();
}

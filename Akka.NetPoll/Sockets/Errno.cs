using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets;

/// <summary>The kernel's error numbers as .NET's <see cref="SocketError"/>, for system calls that .NET has no method for.</summary>
internal static class Errno
{
    /// <summary>The error of this thread's last call through Tmds.LibC.</summary>
    public static SocketError Last => Of(LibC.errno);

    public static SocketError Of(int errno)
    {
        if (errno == LibC.EAGAIN) return SocketError.WouldBlock;
        if (errno == LibC.EINTR) return SocketError.Interrupted;
        return Table.TryGetValue(errno, out var error) ? error : SocketError.SocketError;
    }

    private static readonly Dictionary<int, SocketError> Table = new()
    {
        [0] = SocketError.Success,
        [LibC.EACCES] = SocketError.AccessDenied,
        [LibC.EPERM] = SocketError.AccessDenied,
        [LibC.EADDRINUSE] = SocketError.AddressAlreadyInUse,
        [LibC.EADDRNOTAVAIL] = SocketError.AddressNotAvailable,
        [LibC.EAFNOSUPPORT] = SocketError.AddressFamilyNotSupported,
        [LibC.EALREADY] = SocketError.AlreadyInProgress,
        [LibC.EBADF] = SocketError.OperationAborted,
        [LibC.ECONNABORTED] = SocketError.ConnectionAborted,
        [LibC.ECONNREFUSED] = SocketError.ConnectionRefused,
        [LibC.ECONNRESET] = SocketError.ConnectionReset,
        [LibC.EDESTADDRREQ] = SocketError.DestinationAddressRequired,
        [LibC.EFAULT] = SocketError.Fault,
        [LibC.EHOSTUNREACH] = SocketError.HostUnreachable,
        [LibC.EINPROGRESS] = SocketError.InProgress,
        [LibC.EINVAL] = SocketError.InvalidArgument,
        [LibC.EISCONN] = SocketError.IsConnected,
        [LibC.EMFILE] = SocketError.TooManyOpenSockets,
        [LibC.ENFILE] = SocketError.TooManyOpenSockets,
        [LibC.EMSGSIZE] = SocketError.MessageSize,
        [LibC.ENETDOWN] = SocketError.NetworkDown,
        [LibC.ENETUNREACH] = SocketError.NetworkUnreachable,
        [LibC.ENOBUFS] = SocketError.NoBufferSpaceAvailable,
        [LibC.ENOMEM] = SocketError.NoBufferSpaceAvailable,
        [LibC.ENOTCONN] = SocketError.NotConnected,
        [LibC.ENOTSOCK] = SocketError.NotSocket,
        [LibC.EOPNOTSUPP] = SocketError.OperationNotSupported,
        [LibC.EPIPE] = SocketError.Shutdown,
        [LibC.ETIMEDOUT] = SocketError.TimedOut,
    };
}

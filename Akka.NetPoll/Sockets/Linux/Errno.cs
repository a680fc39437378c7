using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>The kernel's error numbers as .NET's <see cref="SocketError"/>, for system calls that .NET has no method for.</summary>
/// <remarks>
/// A number that .NET has no word for stays itself: (SocketError)64 is ENONET, and a <see cref="SocketException"/> of it has the
/// system's text. No SocketError has such a number: they begin at 995, and Linux's end at 133 (errno(3)).
/// </remarks>
internal static class Errno
{
    /// <summary>The error of this thread's last call through Tmds.LibC.</summary>
    public static SocketError Last => Of(LibC.errno);

    public static SocketError Of(int errno)
    {
        if (errno == LibC.EAGAIN) return SocketError.WouldBlock;
        if (errno == LibC.EINTR) return SocketError.Interrupted;
        return Table.TryGetValue(errno, out SocketError error) ? error : (SocketError)errno;
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
        [LibC.ECANCELED] = SocketError.OperationAborted,
        [LibC.ECONNABORTED] = SocketError.ConnectionAborted,
        [LibC.ECONNREFUSED] = SocketError.ConnectionRefused,
        [LibC.ECONNRESET] = SocketError.ConnectionReset,
        [LibC.EDESTADDRREQ] = SocketError.DestinationAddressRequired,
        [LibC.EFAULT] = SocketError.Fault,
        [LibC.EHOSTDOWN] = SocketError.HostDown,
        [LibC.EHOSTUNREACH] = SocketError.HostUnreachable,
        [LibC.EINPROGRESS] = SocketError.InProgress,
        [LibC.EINVAL] = SocketError.InvalidArgument,
        [LibC.EISCONN] = SocketError.IsConnected,
        [LibC.EMFILE] = SocketError.TooManyOpenSockets,
        [LibC.ENFILE] = SocketError.TooManyOpenSockets,
        [LibC.EMSGSIZE] = SocketError.MessageSize,
        [LibC.ENETDOWN] = SocketError.NetworkDown,
        [LibC.ENETRESET] = SocketError.NetworkReset,
        [LibC.ENETUNREACH] = SocketError.NetworkUnreachable,
        [LibC.ENOBUFS] = SocketError.NoBufferSpaceAvailable,
        [LibC.ENOMEM] = SocketError.NoBufferSpaceAvailable,
        [LibC.ENOPROTOOPT] = SocketError.ProtocolOption,
        [LibC.ENOTCONN] = SocketError.NotConnected,
        [LibC.ENOTSOCK] = SocketError.NotSocket,
        [LibC.EOPNOTSUPP] = SocketError.OperationNotSupported,
        [LibC.EPFNOSUPPORT] = SocketError.ProtocolFamilyNotSupported,
        [LibC.EPIPE] = SocketError.Shutdown,
        [LibC.EPROTONOSUPPORT] = SocketError.ProtocolNotSupported,
        [LibC.EPROTOTYPE] = SocketError.ProtocolType,
        [LibC.ESHUTDOWN] = SocketError.Disconnecting,
        [LibC.ESOCKTNOSUPPORT] = SocketError.SocketNotSupported,
        [LibC.ETIMEDOUT] = SocketError.TimedOut,
    };
}

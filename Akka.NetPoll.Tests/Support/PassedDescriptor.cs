using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A byte that goes through a unix socket together with a descriptor (unix(7), SCM_RIGHTS).</summary>
internal static unsafe class PassedDescriptor
{
    private const int ControlSize = 24, Length = 20, Rights = 1; // CMSG_SPACE and CMSG_LEN of one int; SCM_RIGHTS.

    public static void Send(Socket socket, byte data)
    {
        int fd = (int)socket.Handle;
        long* control = stackalloc long[] { Length, LibC.SOL_SOCKET + ((long)Rights << 32), fd };
        var piece = new iovec { iov_base = &data, iov_len = 1 };
        var message = new msghdr { msg_iov = &piece, msg_iovlen = 1, msg_control = control, msg_controllen = ControlSize };
        if ((long)LibC.sendmsg(fd, &message, 0) != 1) throw new SocketException(LibC.errno);
    }
}

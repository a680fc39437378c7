namespace Tmds.Linux;

/// <content>The constants of socket(7), ip(7), tcp(7) and poll(2), with Linux's values.</content>
public static partial class LibC
{
    public static sa_family_t AF_UNSPEC => 0;
    public static sa_family_t AF_UNIX => 1;
    public static sa_family_t AF_INET => 2;
    public static sa_family_t AF_INET6 => 10;
    public static int SOCK_STREAM => 1;
    public static int SOCK_DGRAM => 2;
    public static int SOCK_CLOEXEC => 0x80000;
    public static int SOCK_NONBLOCK => 0x800;
    public static int SOL_SOCKET => 1;
    public static int SO_REUSEADDR => 2;
    public static int SO_TYPE => 3;
    public static int SO_ERROR => 4;
    public static int SO_SNDBUF => 7;
    public static int SO_RCVBUF => 8;
    public static int SO_KEEPALIVE => 9;
    public static int SO_LINGER => 13;
    public static int SO_REUSEPORT => 15;
    public static int IPPROTO_TCP => 6;
    public static int IPPROTO_IPV6 => 41;
    public static int TCP_NODELAY => 1;
    public static int MSG_PEEK => 2;
    public static int MSG_TRUNC => 0x20;
    public static int MSG_DONTWAIT => 0x40;
    public static int MSG_NOSIGNAL => 0x4000;
    public static int MSG_MORE => 0x8000;
    public static int SHUT_RD => 0;
    public static int SHUT_WR => 1;
    public static int SHUT_RDWR => 2;
    public static short POLLIN => 1;
    public static short POLLOUT => 4;
    public static short POLLERR => 8;
    public static short POLLHUP => 0x10;
    public static short POLLNVAL => 0x20;
    public static short POLLRDHUP => 0x2000;
}

namespace Tmds.Linux;

/// <content>The constants of epoll(7), with Linux's values.</content>
public static partial class LibC
{
    public static int EPOLL_CLOEXEC => 0x80000;
    public static int EPOLL_CTL_ADD => 1;
    public static int EPOLL_CTL_DEL => 2;
    public static int EPOLL_CTL_MOD => 3;
    public static int EPOLLIN => 1;
    public static int EPOLLPRI => 2;
    public static int EPOLLOUT => 4;
    public static int EPOLLERR => 8;
    public static int EPOLLHUP => 0x10;
    public static int EPOLLRDHUP => 0x2000;
    public static int EPOLLONESHOT => 1 << 30;
    public static int EPOLLET => 1 << 31;
}

using System.Runtime.InteropServices;

namespace Tmds.Linux;

/// <summary>The system's C library: the calls that are used here, under their own names. A failed one answers -1 and leaves <see cref="errno"/>.</summary>
public static unsafe partial class LibC
{
    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true)]
    public static partial int epoll_create1(int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int epoll_ctl(int epfd, int op, int fd, epoll_event* ev);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int epoll_wait(int epfd, epoll_event* events, int maxevents, int timeout);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int eventfd(uint initval, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial ssize_t read(int fd, void* buf, size_t count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial ssize_t write(int fd, void* buf, size_t count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial off_t lseek(int fd, off_t offset, int whence);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(pollfd* fds, ulong_t nfds, int timeout);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int pipe2(int* pipefd, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(int fd, int cmd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(int fd, int cmd, int arg);

    [LibraryImport(Library, SetLastError = true)]
    public static partial ssize_t splice(int fd_in, off_t* off_in, int fd_out, off_t* off_out, size_t len, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int socketpair(int domain, int type, int protocol, int* sv);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(int sockfd, sockaddr* addr, socklen_t addrlen);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int connect(int sockfd, sockaddr* addr, socklen_t addrlen);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int accept4(int sockfd, sockaddr* addr, socklen_t* addrlen, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial ssize_t recv(int sockfd, void* buf, size_t len, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial ssize_t send(int sockfd, void* buf, size_t len, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial ssize_t recvmsg(int sockfd, msghdr* msg, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial ssize_t sendmsg(int sockfd, msghdr* msg, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int recvmmsg(int sockfd, mmsghdr* msgvec, uint vlen, int flags, timespec* timeout);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sendmmsg(int sockfd, mmsghdr* msgvec, uint vlen, int flags);
}

namespace Tmds.Linux;

/// <content>The constants of eventfd(2), pipe(2) and fcntl(2), with Linux's values.</content>
public static partial class LibC
{
    public static int EFD_CLOEXEC => 0x80000;
    public static int EFD_NONBLOCK => 0x800;
    public static int EFD_SEMAPHORE => 1;
    public static int O_RDONLY => 0;
    public static int O_WRONLY => 1;
    public static int O_RDWR => 2;
    public static int O_CREAT => 0x40;
    public static int O_NONBLOCK => 0x800;
    public static int O_CLOEXEC => 0x80000;
    public static int SEEK_CUR => 1;
    public static int F_DUPFD_CLOEXEC => 1030;
    public static int F_GETFL => 3;
    public static int F_SETFL => 4;
    public static int F_GETPIPE_SZ => 1032;
    public static int F_SETPIPE_SZ => 1031;
    public static int SPLICE_F_MOVE => 1;
    public static int SPLICE_F_NONBLOCK => 2;
    public static int SPLICE_F_MORE => 4;
}

using System.Runtime.InteropServices;

namespace Tmds.Linux;

/// <summary>epoll_ctl(2). Packed on x86-64 alone, so that 32-bit programs see the same.</summary>
#if EPOLL_PACKED
[StructLayout(LayoutKind.Sequential, Pack = 1)]
#else
[StructLayout(LayoutKind.Sequential)]
#endif
public struct epoll_event
{
    public int events;
    public epoll_data_t data;
}

using System.Runtime.InteropServices;

namespace Tmds.Linux;

/// <summary>What the kernel hands back with an event: one of these, in the same eight bytes.</summary>
[StructLayout(LayoutKind.Explicit)]
public unsafe struct epoll_data_t
{
    [FieldOffset(0)] public void* ptr;
    [FieldOffset(0)] public int fd;
    [FieldOffset(0)] public uint u32;
    [FieldOffset(0)] public ulong u64;
}

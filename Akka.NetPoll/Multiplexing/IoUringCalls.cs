using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>io_uring_setup(2) and io_uring_enter(2), for which libc has no functions, the mapping of a ring, and its structures.</summary>
/// <remarks>
/// syscall(2) takes a variable number of arguments. On Linux that changes nothing for whole numbers and pointers: x86-64 and arm64 pass
/// them in the same registers and places on the stack as those of a fixed number (x86-64 tells such a callee how many floating-point
/// registers are used; libc's syscall reads none). Each argument is as wide as a register, as the callee reads it. The numbers of the two
/// calls are the same on every architecture. The error of each is <see cref="Marshal.GetLastPInvokeError"/>.
/// </remarks>
internal static unsafe partial class IoUringCalls
{
    private const int SetupCall = 425, EnterCall = 426;
    private const int ReadAndWrite = 3; // PROT_READ | PROT_WRITE.
    private const int SharedAndPopulated = 0x8001; // MAP_SHARED | MAP_POPULATE.

    /// <summary>Makes a ring.</summary>
    /// <returns>Its descriptor, which programs that are started do not inherit; negative when it is refused.</returns>
    public static int Setup(uint entries, IoUringParameters* parameters) => (int)Call(SetupCall, (nint)entries, (nint)parameters, 0, 0, 0, 0);

    /// <summary>Submits, and waits.</summary>
    /// <returns>How many were submitted, or negative.</returns>
    public static int Enter(int ring, uint submit, uint waitFor, uint flags, IoUringWait* argument) =>
        (int)Call(EnterCall, ring, (nint)submit, (nint)waitFor, (nint)flags, (nint)argument, argument is null ? 0 : sizeof(IoUringWait));

    /// <summary>Maps a part of the ring; null when it is refused.</summary>
    public static byte* Map(int ring, nuint length, long offset)
    {
        nint address = Map(0, length, ReadAndWrite, SharedAndPopulated, ring, offset);
        return address == -1 ? null : (byte*)address;
    }

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(byte* address, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, long offset);
}

/// <summary>io_uring_params: what is asked of a new ring, and what it came to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoUringParameters
{
    public uint SubmissionEntries, CompletionEntries, Flags, ThreadCpu, ThreadIdle, Features, WorkQueue;
    public fixed uint Reserved[3];
    public Submissions SubmissionOffsets;
    public Completions CompletionOffsets;

    /// <summary>io_sqring_offsets: bytes from the beginning of the mapping.</summary>
    public struct Submissions
    {
        public uint Head, Tail, Mask, Entries, Flags, Dropped, Array, Reserved;
        public ulong UserAddress;
    }

    /// <summary>io_cqring_offsets.</summary>
    public struct Completions
    {
        public uint Head, Tail, Mask, Entries, Overflow, Entry, Flags, Reserved;
        public ulong UserAddress;
    }
}

/// <summary>io_uring_sqe, with the names of a poll's fields.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct IoUringSubmission
{
    [FieldOffset(0)]
    public byte Operation;

    /// <summary>IOSQE_CQE_SKIP_SUCCESS, say.</summary>
    [FieldOffset(1)]
    public byte Flags;

    [FieldOffset(4)]
    public int Descriptor;

    /// <summary>The tag of the request to remove, or where a timer's time stands.</summary>
    [FieldOffset(16)]
    public ulong Target;

    /// <summary>IORING_POLL_ADD_MULTI, say; of a timer how many times there are.</summary>
    [FieldOffset(24)]
    public uint PollFlags;

    [FieldOffset(28)]
    public uint Events;

    [FieldOffset(32)]
    public ulong Tag;
}

/// <summary>io_uring_cqe.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringCompletion
{
    public ulong Tag;
    public int Result;
    public uint Flags;
}

/// <summary>io_uring_getevents_arg: how long to wait.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoUringWait
{
    public ulong SignalMask;
    public uint SignalMaskSize;
    public uint Reserved;
    public IoUringTime* Timeout;
}

/// <summary>__kernel_timespec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringTime
{
    public long Seconds, Nanoseconds;
}

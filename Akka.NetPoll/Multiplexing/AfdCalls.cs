using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Akka.NetPoll.Multiplexing;

/// <summary>The calls and layouts of Windows that <see cref="AfdMultiplexer"/> needs: AFD, the driver beneath Winsock, and completion ports.</summary>
/// <remarks>
/// Microsoft documents the functions, but not AFD's poll, which select and WSAPoll are made of. Its numbers have not changed since
/// Windows Vista; wepoll, libuv, mio and Wine use the same.
/// </remarks>
[SupportedOSPlatform("windows")]
internal static unsafe partial class AfdCalls
{
    public const int Success = 0; // NTSTATUS; negative is a failure.
    public const int InvalidHandle = 6, AlreadyExists = 183, WaitTimeout = 258; // winerror.h
    public const int NotASocket = 10038; // WSAENOTSOCK
    public const uint Infinite = uint.MaxValue;
    public const nint InvalidHandleValue = -1;

    private const uint Poll = 0x00012024; // IOCTL_AFD_POLL
    private const uint Synchronize = 0x00100000, ShareReadWrite = 3, Open = 1;
    private const byte SkipSetEventOnHandle = 2;

    // SIO_BASE_HANDLE, then SIO_BSP_HANDLE_SELECT, _POLL and SIO_BSP_HANDLE: which of them a layered provider answers differs.
    private static readonly uint[] BaseHandleQueries = [0x48000022, 0x4800001C, 0x4800001D, 0x4800001B];

    /// <summary>What AFD is asked for, and answers.</summary>
    [Flags]
    public enum Events : uint
    {
        None = 0,
        Receive = 0x01,
        ReceiveExpedited = 0x02,
        Send = 0x04,

        /// <summary>The peer's end of stream.</summary>
        Disconnect = 0x08,

        /// <summary>A reset, of either side.</summary>
        Abort = 0x10,

        /// <summary>The socket's last handle in this process has been closed.</summary>
        LocalClose = 0x20,
        Accept = 0x80,
        ConnectFail = 0x100,
    }

    /// <summary>A handle of AFD's own, of no socket: polls are sent to it and name theirs.</summary>
    /// <exception cref="MultiplexerException">There is no AFD, or no handle left.</exception>
    public static nint OpenDevice()
    {
        const string name = @"\Device\Afd\AkkaNetPoll";
        fixed (char* characters = name)
        {
            ushort size = (ushort)(sizeof(char) * name.Length);
            var text = new UnicodeString { Length = size, Capacity = size, Characters = characters };
            var attributes = new ObjectAttributes { Length = (uint)sizeof(ObjectAttributes), Name = &text };
            StatusBlock block = default;
            int status = NtCreateFile(out nint device, Synchronize, &attributes, &block, null, 0, ShareReadWrite, Open, 0, null, 0);
            if (status != Success) throw new MultiplexerException($"NtCreateFile of {name}", ErrorOf(status));
            SetFileCompletionNotificationModes(device, SkipSetEventOnHandle); // Only saves the kernel work; refused, it stays as it is.
            return device;
        }
    }

    /// <summary>Begins a poll, whose end comes through the port that the device belongs to, also when there is something at once.</summary>
    /// <returns>An NTSTATUS. A negative one is a refusal, of which no completion tells.</returns>
    public static int BeginPoll(nint device, AfdPoll* poll)
    {
        poll->Block = default;
        return NtDeviceIoControlFile(
            device, 0, 0, poll, &poll->Block, Poll, &poll->Request, (uint)sizeof(PollRequest), &poll->Request, (uint)sizeof(PollRequest));
    }

    /// <summary>The handle is closed, or something else's: STATUS_INVALID_HANDLE and STATUS_OBJECT_TYPE_MISMATCH.</summary>
    public static bool IsNoSocket(int status) => (uint)status is 0xC0000008 or 0xC0000024;

    /// <summary>The error in winerror.h that stands for an NTSTATUS.</summary>
    public static int ErrorOf(int status) => IsNoSocket(status) ? NotASocket : RtlNtStatusToDosError(status);

    /// <summary>Cancels a poll in flight. Its completion comes all the same, or has come already.</summary>
    public static void CancelPoll(nint device, AfdPoll* poll)
    {
        StatusBlock ignored;
        NtCancelIoFileEx(device, &poll->Block, &ignored);
    }

    /// <summary>The handle that AFD knows a socket by, beneath what a layered service provider has put over it.</summary>
    /// <returns>Zero, or the error: it is no socket.</returns>
    public static int FindBase(nint socket, out nint found)
    {
        found = socket;
        foreach (uint query in BaseHandleQueries)
        {
            nint answer;
            if (WSAIoctl(socket, query, null, 0, &answer, (uint)sizeof(nint), out _, 0, 0) == 0)
            {
                found = answer;
                return 0;
            }

            if (Marshal.GetLastPInvokeError() == NotASocket) return NotASocket;
        }

        return 0; // No provider knows the question, so there is no layer that would.
    }

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial nint CreateIoCompletionPort(nint file, nint port, nuint key, uint threads);

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial int GetQueuedCompletionStatusEx(nint port, Completion* entries, uint count, out uint taken, uint milliseconds, int alertable);

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial int PostQueuedCompletionStatus(nint port, uint bytes, nuint key, AfdPoll* poll);

    [LibraryImport("kernel32")]
    public static partial int CloseHandle(nint handle);

    [LibraryImport("kernel32")]
    private static partial int SetFileCompletionNotificationModes(nint handle, byte flags);

    [LibraryImport("ws2_32", SetLastError = true)]
    private static partial int WSAIoctl(nint socket, uint code, void* input, uint inputSize, void* output, uint outputSize, out uint returned, nint overlapped, nint routine);

    [LibraryImport("ntdll")]
    private static partial int NtCreateFile(
        out nint handle, uint access, ObjectAttributes* attributes, StatusBlock* block, long* size, uint fileAttributes, uint share, uint disposition, uint options, void* extended, uint extendedSize);

    [LibraryImport("ntdll")]
    private static partial int NtDeviceIoControlFile(
        nint file, nint signal, nint routine, void* context, StatusBlock* block, uint code, void* input, uint inputSize, void* output, uint outputSize);

    [LibraryImport("ntdll")]
    private static partial int NtCancelIoFileEx(nint file, StatusBlock* which, StatusBlock* block);

    [LibraryImport("ntdll")]
    private static partial int RtlNtStatusToDosError(int status);

    /// <summary>IO_STATUS_BLOCK.</summary>
    public struct StatusBlock
    {
        public nint Status; // An NTSTATUS in a pointer's room.
        public nuint Returned;
    }

    /// <summary>AFD_POLL_INFO with one AFD_POLL_HANDLE_INFO: the question, over which the answer is written.</summary>
    public struct PollRequest
    {
        public long Timeout;
        public uint Count;
        public uint Exclusive;
        public nint Socket;
        public Events Events;
        public int Status;
    }

    /// <summary>OVERLAPPED_ENTRY; what the poll gave as its context comes back as the overlapped structure.</summary>
    public struct Completion
    {
        public nuint Key;
        public AfdPoll* Poll;
        public nuint Status;
        public uint Bytes;
    }

    private struct UnicodeString
    {
        public ushort Length, Capacity; // In bytes.
        public char* Characters;
    }

    private struct ObjectAttributes
    {
        public uint Length;
        public nint Root;
        public UnicodeString* Name;
        public uint Attributes;
        public nint Security, Quality;
    }
}

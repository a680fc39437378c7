using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>kqueue(2) of the system. Its error is <see cref="Marshal.GetLastPInvokeError"/>.</summary>
/// <remarks>
/// The library's name stands here alone, and no resolver is set: with NativeLibrary.SetDllImportResolver a host maps it to another one,
/// such as an emulation. No call is variadic. A kqueue is not inherited by a child of fork(2), and .NET's Process closes
/// what a program that it starts should not have, so no flag is set for that.
/// </remarks>
internal sealed unsafe partial class KqueueCalls : IKqueueCalls
{
    private const string Library = "libc";

    public static readonly KqueueCalls Instance = new();

    // struct kevent of FreeBSD 12 and later has four numbers more at its end.
    public int EventSize => OperatingSystem.IsFreeBSD() ? 64 : sizeof(KqueueEvent);

    public short UserFilter => OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() ? (short)-10 : (short)-11;

    public int Open() => OpenQueue();

    public int Exchange(int queue, byte* changes, int changed, byte* events, int room, KqueueTime* timeout) =>
        Exchange(queue, (void*)changes, changed, events, room, timeout);

    public void Close(int queue) => CloseDescriptor(queue);

    [LibraryImport(Library, EntryPoint = "kqueue", SetLastError = true)]
    private static partial int OpenQueue();

    [LibraryImport(Library, EntryPoint = "kevent", SetLastError = true)]
    private static partial int Exchange(int queue, void* changes, int changed, void* events, int room, KqueueTime* timeout);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    private static partial int CloseDescriptor(int descriptor);
}

using Microsoft.Win32.SafeHandles;

namespace Akka.NetPoll.Dispatch;

/// <summary>A worker's thread, for the monitor, which has to tell one that sleeps from one that computes.</summary>
/// <remarks>
/// Another thread in the place of one that sleeps costs memory; beside one that computes it costs processor time. .NET
/// knows the waits of its own; of one that sleeps in a system call (a file, another library's socket) only the kernel does:
/// proc(5), /proc/self/task/[tid]/stat.
/// </remarks>
internal sealed class WorkerThread
{
    private readonly Thread _thread;
    private readonly string? _stat; // Null where there is no /proc.

    private WorkerThread(Thread thread, string? stat) => (_thread, _stat) = (thread, stat);

    public static WorkerThread Current() => new(Thread.CurrentThread, Stat());

    /// <summary>Whether it sleeps. Any thread may ask; the answer may be out of date.</summary>
    public bool IsAsleep => (_thread.ThreadState & ThreadState.WaitSleepJoin) != 0 || KernelState() is 'S' or 'D';

    // The thread's number is the end of this link: 17/task/23.
    private static string? Stat()
    {
        try
        {
            return new FileInfo("/proc/thread-self").LinkTarget is { } target ? $"/proc/{target}/stat" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Null when it cannot be said: no /proc, no descriptor left, or the thread has ended.
    private char? KernelState()
    {
        if (_stat is null) return null;
        Span<byte> text = stackalloc byte[128];
        try
        {
            using SafeFileHandle file = File.OpenHandle(_stat);
            text = text[..RandomAccess.Read(file, text, 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // number (name) state ...; the name may hold anything.
        int name = text.LastIndexOf(") "u8);
        return name >= 0 && name + 2 < text.Length ? (char)text[name + 2] : null;
    }
}

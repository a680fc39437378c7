namespace Akka.NetPoll.Tests.Support;

/// <summary>A thread as the kernel sees it: proc(5), thread-self and task/[tid]/stat.</summary>
internal sealed class KernelThread
{
    private readonly string? _stat; // Null where there is no /proc.

    private KernelThread(string? stat) => _stat = stat;

    /// <summary>The thread that asks.</summary>
    public static KernelThread Current => new(OperatingSystem.IsLinux()
        ? $"/proc/{new FileInfo("/proc/thread-self").LinkTarget ?? throw new FileNotFoundException("/proc/thread-self")}/stat"
        : null);

    /// <summary>Whether it sleeps in a system call. A thread that does nothing else than one wait sleeps in that.</summary>
    /// <remarks>On a system that does not say, true: for specs that hold just as well when the wait is only about to begin.</remarks>
    // The state follows the name, which stands in parentheses and may hold some itself.
    public bool IsAsleep => _stat is null || (File.ReadAllText(_stat) is var stat && stat[stat.LastIndexOf(')') + 2] == 'S');
}

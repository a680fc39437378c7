namespace Akka.NetPoll.Tests.Support;

/// <summary>A thread as the kernel sees it: proc(5), thread-self and task/[tid]/stat.</summary>
internal sealed class KernelThread
{
    private readonly string _stat;

    private KernelThread(string task) => _stat = $"/proc/{task}/stat";

    /// <summary>The thread that asks.</summary>
    public static KernelThread Current => new(new FileInfo("/proc/thread-self").LinkTarget ?? throw new FileNotFoundException("/proc/thread-self"));

    /// <summary>Whether it sleeps in a system call. A thread that does nothing else than one wait sleeps in that.</summary>
    // The state follows the name, which stands in parentheses and may hold some itself.
    public bool IsAsleep => File.ReadAllText(_stat) is var stat && stat[stat.LastIndexOf(')') + 2] == 'S';
}

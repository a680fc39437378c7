using AwesomeAssertions;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A thread that is asleep in the kernel: for what must happen during a system call that blocks.</summary>
/// <remarks>On Linux, where /proc tells. Elsewhere it has only begun, and what follows may come before the call as well as during it.</remarks>
internal sealed class SleepingThread
{
    private readonly Thread _thread;
    private string? _stat;

    private SleepingThread(Action action)
    {
        _thread = new Thread(() =>
        {
            // "PID/task/TID": the kernel's name for the thread.
            Volatile.Write(ref _stat, OperatingSystem.IsLinux() ? $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/stat" : "");
            action();
        })
        { IsBackground = true };
    }

    /// <summary>Starts the thread and returns when what it runs has fallen asleep.</summary>
    public static SleepingThread Start(Action action)
    {
        var sleeping = new SleepingThread(action);
        sleeping._thread.Start();
        Eventually.True(() => Volatile.Read(ref sleeping._stat) is not null);
        Eventually.True(sleeping.IsAsleep);
        return sleeping;
    }

    /// <summary>Waits until what it runs has ended.</summary>
    public void Join() => _thread.Join(Eventually.Limit).Should().BeTrue("it must end");

    // The state stands after the name in parentheses: "123 (name) S ...".
    private bool IsAsleep()
    {
        if (!OperatingSystem.IsLinux()) return true;
        string stat = File.ReadAllText(_stat!);
        return stat[stat.LastIndexOf(')') + 2] == 'S';
    }
}

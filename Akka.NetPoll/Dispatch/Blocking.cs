namespace Akka.NetPoll.Dispatch;

/// <summary>A synchronous wait of this library: while it lasts, another worker has the role of this thread, if it is a worker's.</summary>
/// <remarks>After entersyscallblock and exitsyscall of runtime/proc.go.</remarks>
internal readonly ref struct Blocking
{
    private readonly Worker? _worker;

    private Blocking(Worker? worker) => _worker = worker;

    /// <summary>To be called by the thread that is about to block; disposed by it afterwards.</summary>
    public static Blocking Begin()
    {
        Worker? worker = Worker.Current;
        worker?.Pool.HandOn(worker);
        return new Blocking(worker);
    }

    /// <summary>Waits for the task on this thread, and throws what it failed with.</summary>
    public static void Wait(Task task)
    {
        using Blocking blocking = task.IsCompleted ? default : Begin();
        task.GetAwaiter().GetResult();
    }

    /// <summary>The same for one that has a result.</summary>
    public static T Wait<T>(Task<T> task)
    {
        Wait((Task)task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for its turn on this thread.</summary>
    public static void Wait(SemaphoreSlim turn)
    {
        if (turn.Wait(0)) return;
        using Blocking blocking = Begin();
        turn.Wait();
    }

    /// <summary>Without a role to be had, the thread goes on without: an extra one until its runnable has ended.</summary>
    public void Dispose() => _worker?.Pool.ComeBack(_worker);
}

namespace Akka.NetPoll.Dispatch;

/// <summary>Starts the threads of a pool, which goes on where no more can be had, and looks at them.</summary>
internal class PoolThreads
{
    /// <summary>False when the system is out of memory, threads or descriptors; a thread that starts takes some for a moment.</summary>
    public bool TryStart(ThreadStart main, string name)
    {
        try
        {
            Start(new Thread(main) { IsBackground = true, Name = name });
            return true;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    /// <summary>Whether a worker's thread sleeps rather than computes, as far as that can be said.</summary>
    public virtual bool IsAsleep(WorkerThread thread) => thread.IsAsleep;

    protected virtual void Start(Thread thread) => thread.UnsafeStart();
}

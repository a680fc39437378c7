using Akka.Dispatch;

namespace Akka.NetPoll.Dispatch;

/// <summary>One dispatcher's share in the pool.</summary>
internal sealed class WorkerExecutorService : ExecutorService
{
    private readonly WorkerPool _pool;
    private int _shutDown;

    public WorkerExecutorService(string id, WorkerPool pool)
        : base(id)
    {
        _pool = pool;
        pool.Acquire();
    }

    /// <summary>Also after Shutdown: a dispatcher that is used again while it shuts down loses nothing.</summary>
    public override void Execute(IRunnable run) => _pool.Execute(run);

    public override void Shutdown()
    {
        if (Interlocked.Exchange(ref _shutDown, 1) == 0) _pool.Release();
    }
}

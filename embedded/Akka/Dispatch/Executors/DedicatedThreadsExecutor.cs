// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections.Concurrent;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Threads of its own: what blocks one of them slows nobody else.</summary>
internal sealed class DedicatedThreadsExecutor : ExecutorService
{
    private readonly BlockingCollection<IRunnable> _work = new(new ConcurrentQueue<IRunnable>());
    private readonly EventStream _eventStream;

    public DedicatedThreadsExecutor(string id, int threads, bool background, EventStream eventStream) : base(id)
    {
        _eventStream = eventStream;
        for (var i = 0; i < threads; i++)
            new Thread(RunAll) { IsBackground = background, Name = $"{id}_{i}" }.Start();
    }

    public override void Execute(IRunnable run)
    {
        try
        {
            _work.Add(run);
        }
        catch (InvalidOperationException)
        {
            throw new RejectedExecutionException($"The executor {Id} has been shut down.");
        }
    }

    /// <summary>What has been given so far still runs.</summary>
    public override void Shutdown() => _work.CompleteAdding();

    private void RunAll()
    {
        foreach (var run in _work.GetConsumingEnumerable()) RunOne(run);
    }

    private void RunOne(IRunnable run)
    {
        try
        {
            run.Run();
        }
        catch (Exception e) // the thread outlives what it runs
        {
            _eventStream.Publish(new Error(e, Id, GetType(), e.Message));
        }
    }
}

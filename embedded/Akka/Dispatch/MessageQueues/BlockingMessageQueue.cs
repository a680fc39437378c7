// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>A queue under a lock, for orders that no lock-free queue has.</summary>
public abstract class BlockingMessageQueue : IMessageQueue, IBlockingMessageQueueSemantics
{
    private readonly object _lock = new();

    public TimeSpan BlockTimeOut { get; set; } = TimeSpan.FromSeconds(1);

    public bool HasMessages => Count > 0;

    public int Count => Locked(static queue => queue.LockedCount);

    /// <summary>Called with the lock held, as are the two below.</summary>
    protected abstract int LockedCount { get; }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        Lock();
        try
        {
            LockedEnqueue(envelope);
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    public bool TryDequeue(out Envelope envelope)
    {
        Lock();
        try
        {
            return LockedTryDequeue(out envelope);
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters) => this.DrainTo(owner, deadletters);

    protected abstract void LockedEnqueue(Envelope envelope);

    protected abstract bool LockedTryDequeue(out Envelope envelope);

    private T Locked<T>(Func<BlockingMessageQueue, T> read)
    {
        Lock();
        try
        {
            return read(this);
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    private void Lock()
    {
        if (!Monitor.TryEnter(_lock, BlockTimeOut)) throw new TimeoutException($"The queue was locked for {BlockTimeOut}.");
    }
}

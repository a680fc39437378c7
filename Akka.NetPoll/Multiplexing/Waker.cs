namespace Akka.NetPoll.Multiplexing;

/// <summary>Ends a wait that sleeps in the kernel: a descriptor that is readable from the first Wake until it is drained.</summary>
/// <remarks>
/// Watched level-triggered, so that a wake lasts until a blocking Wait has seen it. Any thread may wake; the thread that waits drains.
/// </remarks>
internal abstract class Waker : IDisposable
{
    // Held around the write, which a Dispose could overtake: a closed descriptor's number may be another file's by then.
    private readonly Lock _gate = new();
    private int _pending;
    private bool _disposed;

    /// <summary>What the multiplexer watches for reading.</summary>
    public abstract int Descriptor { get; }

    /// <summary>What this system has for it.</summary>
    /// <exception cref="MultiplexerException">The system has no descriptors for it.</exception>
    public static Waker Create() => OperatingSystem.IsLinux() ? new EventWaker() : new PipeWaker();

    /// <summary>Only the first of many writes; the flag falls when a blocking Wait has seen the wake.</summary>
    public void Wake()
    {
        if (Interlocked.CompareExchange(ref _pending, 1, 0) != 0) return;
        lock (_gate)
        {
            if (!_disposed) Write();
        }
    }

    /// <summary>Takes the wake back, once the descriptor has been reported readable.</summary>
    public void Drain()
    {
        // First the descriptor, then the flag: the other way round a wake between the two would be swallowed with its flag still up.
        Read();
        Volatile.Write(ref _pending, 0);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            Close();
        }
    }

    protected abstract void Write();

    protected abstract void Read();

    protected abstract void Close();
}

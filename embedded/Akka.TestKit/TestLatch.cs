namespace Akka.TestKit;

/// <summary>A gate that opens once it was counted down often enough.</summary>
public class TestLatch
{
    /// <summary>The limit of a latch that was given none.</summary>
    [Obsolete("Ask TestKitSettings.DefaultTimeout instead.")]
    public static readonly TimeSpan DefaultTimeout = DefaultLimit;

    private readonly CountdownEvent _count;
    private readonly TimeSpan _limit;
    private readonly Func<TimeSpan, TimeSpan>? _dilate;

    /// <summary>Opens at the first count; waits 5 s.</summary>
    public TestLatch()
        : this(1)
    {
    }

    /// <summary>Opens after so many counts; waits 5 s.</summary>
    public TestLatch(int count)
        : this(count, DefaultLimit)
    {
    }

    /// <summary>Opens after so many counts.</summary>
    public TestLatch(int count, TimeSpan defaultTimeout)
    {
        _count = new CountdownEvent(count);
        _limit = defaultTimeout;
    }

    /// <summary>Opens after so many counts; its limits are dilated.</summary>
    protected TestLatch(Func<TimeSpan, TimeSpan> dilate, TimeSpan defaultTimeout, int count)
        : this(count, defaultTimeout) => _dilate = dilate;

    internal TestLatch(Func<TimeSpan, TimeSpan> dilate, int count, TimeSpan defaultTimeout)
        : this(dilate, defaultTimeout, count)
    {
    }

    /// <summary>Whether nobody need wait.</summary>
    public bool IsOpen => _count.CurrentCount == 0;

    private static TimeSpan DefaultLimit => TimeSpan.FromSeconds(5);

    /// <summary>Counts once.</summary>
    /// <exception cref="InvalidOperationException">It is open already.</exception>
    public void CountDown() => _count.Signal();

    /// <summary>Counts until it is open.</summary>
    public void Open()
    {
        while (!IsOpen) CountDown();
    }

    /// <summary>Starts counting anew.</summary>
    public void Reset() => _count.Reset();

    /// <summary>Blocks until it is open, for the limit it was made with.</summary>
    /// <exception cref="TimeoutException">It stayed shut.</exception>
    public void Ready() => Ready(_limit);

    /// <summary>Blocks until it is open.</summary>
    /// <exception cref="TimeoutException">It stayed shut.</exception>
    public void Ready(TimeSpan timeout)
    {
        if (timeout == TimeSpan.MaxValue) throw new ArgumentException($"TestLatch does not support waiting for {timeout}");

        if (_dilate is not null) timeout = _dilate(timeout);
        if (!_count.Wait(timeout)) throw new TimeoutException($"Timeout of {timeout}");
    }
}

namespace Akka.TestKit;

/// <summary>A line that nobody crosses until all have come.</summary>
public class TestBarrier(TestKitBase testKit, int count, TimeSpan? defaultTimeout = null)
{
    /// <summary>No longer used: the limit is the kit's.</summary>
    [Obsolete("Ask TestKitSettings.DefaultTimeout instead.")]
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _limit = defaultTimeout ?? testKit.TestKitSettings.DefaultTimeout;
    private readonly Barrier _barrier = new(count);

    /// <summary>Blocks until all have come, or the limit it was made with is over.</summary>
    public void Await() => Await(_limit);

    /// <summary>Blocks until all have come, or the dilated limit is over.</summary>
    public void Await(TimeSpan timeout) => _barrier.SignalAndWait(testKit.Dilated(timeout));

    /// <summary>Sends those who wait away and begins anew.</summary>
    public void Reset()
    {
        _barrier.RemoveParticipants(count);
        _barrier.AddParticipants(count);
    }
}

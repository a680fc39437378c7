using Akka.Annotations;

namespace Akka.Util;

/// <summary>A bucket that gains a token each period up to its capacity, and says how long to wait for what is taken.</summary>
/// <remarks>For one thread at a time. Time is in the ticks of <see cref="CurrentTime"/>.</remarks>
[InternalApi]
public abstract class TokenBucket
{
    private readonly long _capacity;
    private readonly long _period;
    private long _tokens;
    private long _lastArrival; // In the future while a taker waits for tokens that it has already been given.

    protected TokenBucket(long capacity, long ticksBetweenTokens)
    {
        if (capacity < 0) throw new ArgumentException("Capacity must be non-negative", nameof(capacity));
        if (ticksBetweenTokens <= 0)
            throw new ArgumentException("Time between tokens must be larger than zero ticks.", nameof(ticksBetweenTokens));
        _capacity = capacity;
        _period = ticksBetweenTokens;
    }

    public abstract long CurrentTime { get; }

    /// <summary>Fills the bucket; to be called before the first <see cref="Offer"/>.</summary>
    public void Init()
    {
        _tokens = _capacity;
        _lastArrival = CurrentTime;
    }

    /// <summary>Takes tokens; returns the ticks to wait until all of them have come, 0 if they are there.</summary>
    public long Offer(long cost)
    {
        if (cost < 0) throw new ArgumentException("Cost must be non-negative", nameof(cost));
        var now = CurrentTime;
        var arrived = Math.Max(0, (now - _lastArrival) / _period);
        _lastArrival += arrived * _period;
        _tokens = Math.Min(_tokens + arrived, _capacity);
        if (cost <= _tokens)
        {
            _tokens -= cost;
            return 0;
        }

        var delay = ((cost - _tokens) * _period) - (now - _lastArrival);
        _tokens = 0;
        _lastArrival = now + delay;
        return delay;
    }
}

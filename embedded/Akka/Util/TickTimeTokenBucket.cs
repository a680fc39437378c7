namespace Akka.Util;

/// <summary>A token bucket by the wall clock: its ticks are those of <see cref="DateTime"/>.</summary>
public sealed class TickTimeTokenBucket(long capacity, long period) : TokenBucket(capacity, period)
{
    public override long CurrentTime => DateTime.Now.Ticks;
}

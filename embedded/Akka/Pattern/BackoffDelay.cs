using Akka.Util;

namespace Akka.Pattern;

/// <summary>How long to wait: twice as long each time, up to a limit, and a random part more.</summary>
internal static class BackoffDelay
{
    public static TimeSpan After(int failures, TimeSpan min, TimeSpan max, double randomFactor)
    {
        var random = 1.0 + ThreadLocalRandom.Current.NextDouble() * randomFactor;
        var ticks = Math.Min(max.Ticks, min.Ticks * Math.Pow(2, failures)) * random;
        return ticks < long.MaxValue ? TimeSpan.FromTicks((long)ticks) : max;
    }
}

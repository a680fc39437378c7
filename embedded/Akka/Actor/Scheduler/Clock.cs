using System.Diagnostics;

namespace Akka.Actor;

/// <summary>One monotonic clock for all schedulers of the process.</summary>
internal static class Clock
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    public static TimeSpan Elapsed => Stopwatch.GetElapsedTime(Start);
}

using System.Diagnostics;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Waits for what another thread brings about; the limit is far above what it ever takes.</summary>
internal static class Eventually
{
    // A mutation run lowers it: there most of the time goes into waits for what a mutant has made impossible.
    public static readonly TimeSpan Limit =
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("AKKA_NETPOLL_SPEC_LIMIT"), out int seconds) ? seconds : 20);

    public static void True(Func<bool> condition, string because = "it must become true")
    {
        long start = Stopwatch.GetTimestamp();
        var spin = new SpinWait();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit) throw new TimeoutException($"Not within {Limit}: {because}");
            spin.SpinOnce();
        }
    }

    public static void Equal<T>(T expected, Func<T> actual)
    {
        try
        {
            True(() => EqualityComparer<T>.Default.Equals(actual(), expected));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Expected {expected} within {Limit}, but it is {actual()}");
        }
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Akka.NetPoll;

/// <summary>A point of the monotonic clock after which waits fail; none at all is a value too.</summary>
/// <remarks>Absolute, so that a message carrying one may be late without moving it. After the argument of Go's SetDeadline.</remarks>
public readonly record struct Deadline : IComparable<Deadline>
{
    private const long NoTicks = long.MaxValue;
    private readonly long _ticks; // Of Stopwatch; the default, zero, is long past.

    private Deadline(long ticks) => _ticks = ticks;

    /// <summary>Waits may take for ever.</summary>
    public static Deadline None { get; } = new(NoTicks);

    /// <summary>Pending and future waits fail at once.</summary>
    public static Deadline Past { get; }

    /// <summary>This moment.</summary>
    public static Deadline Now => new(Stopwatch.GetTimestamp());

    /// <summary>True unless it is <see cref="None"/>.</summary>
    public bool IsSet => _ticks != NoTicks;

    /// <summary>From now on; <see cref="Timeout.InfiniteTimeSpan"/> is None, zero and less is Past, too much to count is None.</summary>
    public static Deadline After(TimeSpan time)
    {
        if (time == Timeout.InfiniteTimeSpan) return None;
        if (time <= TimeSpan.Zero) return Past;
        double ticks = Math.Ceiling(time.TotalSeconds * Stopwatch.Frequency);
        long now = Stopwatch.GetTimestamp();
        return ticks >= NoTicks - now ? None : new Deadline(now + (long)ticks);
    }

    /// <summary>How long from <paramref name="now"/>, zero when past, <see cref="TimeSpan.MaxValue"/> for None.</summary>
    public TimeSpan From(Deadline now)
    {
        if (!IsSet) return TimeSpan.MaxValue;
        return _ticks <= now._ticks ? TimeSpan.Zero : Stopwatch.GetElapsedTime(now._ticks, _ticks);
    }

    internal static Deadline VolatileRead(ref Deadline deadline) => new(Volatile.Read(in deadline._ticks));

    internal static void VolatileWrite(ref Deadline deadline, Deadline value) =>
        Volatile.Write(ref Unsafe.As<Deadline, long>(ref deadline), value._ticks);

    /// <inheritdoc/>
    public int CompareTo(Deadline other) => _ticks.CompareTo(other._ticks);

    /// <summary>Earlier than the other.</summary>
    public static bool operator <(Deadline left, Deadline right) => left._ticks < right._ticks;

    /// <summary>Later than the other.</summary>
    public static bool operator >(Deadline left, Deadline right) => left._ticks > right._ticks;

    /// <summary>Not later than the other.</summary>
    public static bool operator <=(Deadline left, Deadline right) => left._ticks <= right._ticks;

    /// <summary>Not earlier than the other.</summary>
    public static bool operator >=(Deadline left, Deadline right) => left._ticks >= right._ticks;
}

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    // When the innermost Within is over; null outside of any.
    private TimeSpan? _end;

    /// <summary>The time of day, as the kit measures its limits.</summary>
    public static TimeSpan Now => TimeSpan.FromTicks(DateTime.UtcNow.Ticks);

    /// <summary>What is left of the innermost Within.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimeSpan Remaining =>
        Left() ?? throw new InvalidOperationException(@"Remaining may not be called outside of ""within""");

    /// <summary>What is left of the innermost Within, or the dilated default.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(_settings.SingleExpectDefault));

    /// <summary>What is left of the innermost Within, or the duration.</summary>
    protected TimeSpan RemainingOr(TimeSpan duration) => Left() ?? duration;

    /// <summary>The duration, dilated; without one, as <see cref="RemainingOrDefault"/>.</summary>
    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration is not { } given) return RemainingOrDefault;
        if (given < TimeSpan.Zero) throw new ArgumentException("Must be positive TimeSpan", nameof(duration));

        return Dilated(given);
    }

    /// <summary>The duration times akka.test.timefactor.</summary>
    public TimeSpan Dilated(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero) throw new ArgumentException("Must not be negative", nameof(duration));

        return new TimeSpan((long)(duration.Ticks * _settings.TestTimeFactor));
    }

    /// <summary>The limit itself, or the default before dilation.</summary>
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? _settings.SingleExpectDefault;

    // Once over, not zero: zero would still take what is there, and a flood of messages would never end.
    private static TimeSpan Until(TimeSpan end)
    {
        var left = end - Now;
        return left < TimeSpan.Zero ? TimeSpan.MinValue : left;
    }

    private TimeSpan? Left()
    {
        if (_end is not { } end) return null;

        var left = end - Now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}

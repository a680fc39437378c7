namespace Akka.Actor;

/// <summary>What time it is, for the wall and for measuring.</summary>
public interface ITimeProvider
{
    /// <summary>Now, UTC; it may jump.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Never runs backwards; counts from an arbitrary moment.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>As <see cref="MonotonicClock"/>, as finely as the hardware can tell.</summary>
    TimeSpan HighResMonotonicClock { get; }
}

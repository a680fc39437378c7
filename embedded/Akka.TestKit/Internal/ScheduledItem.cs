using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Something to do at a time, and perhaps again after each interval.</summary>
internal sealed record ScheduledItem(DateTimeOffset Due, TimeSpan? Interval, Action Run, ICancelable? Cancelable)
{
    public bool Repeats => Interval is not null && Cancelable?.IsCancellationRequested != true;

    public void RunUnlessCancelled()
    {
        if (Cancelable?.IsCancellationRequested != true) Run();
    }

    public ScheduledItem Next(DateTimeOffset now) => this with { Due = now + Interval!.Value };
}

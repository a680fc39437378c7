using Akka.Actor;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Internal;

/// <summary>Filters at work until somebody ends that; the first end counts.</summary>
internal sealed class MutedFilters(IReadOnlyList<EventFilterBase> filters, ActorSystem system) : IUnmutableFilter
{
    private IReadOnlyList<EventFilterBase>? _filters = filters;

    public void Unmute()
    {
        if (Interlocked.Exchange(ref _filters, null) is { } muted) system.EventStream.Publish(new Unmute(muted));
    }

    public void Dispose() => Unmute();
}

using System.Runtime.InteropServices;
using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Tests.Support;

/// <summary>An epoll whose next Wait fails once it is told to break.</summary>
internal sealed class BreakableMultiplexer : IMultiplexer
{
    private readonly EpollMultiplexer _epoll = new();
    private volatile bool _broken;

    public bool IsEdgeTriggered => _epoll.IsEdgeTriggered;

    public void Break()
    {
        _broken = true;
        Wake();
    }

    public AddResult Add(SafeHandle handle, long key) => _epoll.Add(handle, key);

    public void Remove(Registration registration) => _epoll.Remove(registration);

    public void Arm(Registration registration, Readiness readiness) => _epoll.Arm(registration, readiness);

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        int count = _epoll.Wait(events, timeout);
        // What this Wait found is lost with it: only adding again may find it.
        return _broken ? throw new MultiplexerException("epoll_wait", 9) : count;
    }

    public void Wake() => _epoll.Wake();

    public void Dispose() => _epoll.Dispose();
}

using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Tests.Support;

/// <summary>An epoll whose next Wait fails once it is told to break.</summary>
internal sealed class BreakableMultiplexer : IMultiplexer
{
    private readonly EpollMultiplexer _epoll = new();
    private volatile bool _broken;

    public string Name => "breakable";

    public bool NeedsArming => _epoll.NeedsArming;

    public void Break()
    {
        _broken = true;
        Wake();
    }

    public int Add(int fd, long key) => _epoll.Add(fd, key);

    public int Remove(int fd) => _epoll.Remove(fd);

    public void Arm(int fd, Readiness readiness) => _epoll.Arm(fd, readiness);

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        int count = _epoll.Wait(events, timeout);
        // What this Wait found is lost with it: only adding again may find it.
        return _broken ? throw new MultiplexerException("epoll_wait", 9) : count;
    }

    public void Wake() => _epoll.Wake();

    public void Dispose() => _epoll.Dispose();
}

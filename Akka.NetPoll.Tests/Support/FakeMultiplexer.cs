using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A kernel that does as the test says: what it adds is kept, and a Wait takes the next prepared answer.</summary>
internal sealed class FakeMultiplexer : IMultiplexer
{
    private readonly BlockingCollection<Func<PollEvent[]>> _answers = [];

    /// <summary>The keys by their descriptors.</summary>
    public ConcurrentDictionary<int, long> Added { get; } = new();

    public int AddError { get; set; }

    public int Wakes { get; private set; }

    public bool Disposed { get; private set; }

    public bool IsEdgeTriggered { get; init; } = true;

    /// <summary>Runs within each Arm: between a waiter's parking and its second look at what speaks against the wait.</summary>
    public Action? WhenArmed { get; set; }

    public ConcurrentQueue<TimeSpan> Timeouts { get; } = new();

    /// <summary>The next Wait returns these.</summary>
    public void Report(params PollEvent[] events) => _answers.Add(() => events);

    /// <summary>The next Wait runs this on the polling thread, and returns nothing.</summary>
    public void During(Action action) => _answers.Add(() =>
    {
        action();
        return [];
    });

    /// <summary>The next Wait fails as a broken epoll would.</summary>
    public void Fail(int errno) => _answers.Add(() => throw new MultiplexerException("epoll_wait", errno));

    public AddResult Add(SafeHandle handle, long key)
    {
        if (AddError != 0) return new MultiplexerException("add", AddError);
        Added[Registration.Number(handle)] = key;
        return new Registration(this, handle, key);
    }

    public void Remove(Registration registration) => Added.TryRemove(registration.Descriptor, out _);

    public void Arm(Registration registration, Readiness readiness) => WhenArmed?.Invoke();

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        Timeouts.Enqueue(timeout);
        if (!_answers.TryTake(out Func<PollEvent[]>? answer, timeout)) return 0;
        PollEvent[] reported = answer();
        reported.CopyTo(events);
        return reported.Length;
    }

    public void Wake()
    {
        Wakes++;
        _answers.Add(() => []);
    }

    public void Dispose() => Disposed = true;
}

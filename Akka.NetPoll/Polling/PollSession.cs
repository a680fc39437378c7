using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Polling;

/// <summary>A multiplexer in use: one thread polls it at a time, and once it is closed it is disposed when no thread does.</summary>
internal sealed class PollSession(IMultiplexer multiplexer)
{
    private const int EventsPerWait = 128;
    private const int Idle = 0, Polling = 1, Closed = 2, ClosedWhilePolling = 3;

    private readonly PollEvent[] _events = new PollEvent[EventsPerWait];
    private int _state;

    public IMultiplexer Multiplexer => multiplexer;

    public bool IsClosed => Volatile.Read(ref _state) >= Closed;

    /// <summary>Makes the calling thread the one that polls; must be followed by <see cref="Leave"/>.</summary>
    public bool TryEnter() => Volatile.Read(ref _state) == Idle && Interlocked.CompareExchange(ref _state, Polling, Idle) == Idle;

    /// <summary>Waits. The events are valid until Leave.</summary>
    public ReadOnlySpan<PollEvent> Wait(TimeSpan timeout) => _events.AsSpan(0, multiplexer.Wait(_events, timeout));

    public void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Polling) == Polling) return;
        _state = Closed;
        multiplexer.Dispose();
    }

    /// <summary>Ends it; a thread that is polling is woken and disposes the multiplexer on leaving.</summary>
    public void Close()
    {
        if (Interlocked.CompareExchange(ref _state, Closed, Idle) == Idle) multiplexer.Dispose();
        else if (Interlocked.CompareExchange(ref _state, ClosedWhilePolling, Polling) == Polling) multiplexer.Wake();
        else if (!IsClosed) Close();
    }
}

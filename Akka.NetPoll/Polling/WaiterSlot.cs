using Akka.Actor;

namespace Akka.NetPoll.Polling;

/// <summary>One direction of a watched socket: idle, ready, or waited for.</summary>
/// <remarks>
/// Readiness is edge-triggered: an edge without a waiter is kept for the next waiter.
/// Any thread may call any member; the field is the only state and changes by compare-and-swap, so exactly one
/// thread takes a waiter out, and that one tells it. After rg and wg of runtime/netpoll.go.
/// </remarks>
internal struct WaiterSlot
{
    private static readonly object ReadyMark = new();
    private object? _state; // null: idle. ReadyMark: an edge came. Otherwise the waiter, an IActorRef or IPollWaiter.

    public readonly bool IsReady => ReferenceEquals(Volatile.Read(in _state), ReadyMark);

    public readonly bool IsParked => Volatile.Read(in _state) is { } state && !ReferenceEquals(state, ReadyMark);

    /// <summary>Takes a ready edge, or parks the waiter.</summary>
    public WaitOutcome Wait(object waiter)
    {
        while (true)
        {
            object? state = Interlocked.CompareExchange(ref _state, waiter, null);
            if (state is null) return WaitOutcome.Parked;
            if (!ReferenceEquals(state, ReadyMark)) return WaitOutcome.Taken;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _state, null, ReadyMark), ReadyMark)) return WaitOutcome.Ready;
        }
    }

    /// <summary>An edge: takes the waiter out, or keeps the edge.</summary>
    /// <returns>The waiter to be told, or null.</returns>
    public object? Ready()
    {
        while (true)
        {
            object? state = Volatile.Read(ref _state);
            if (ReferenceEquals(state, ReadyMark)) return null;
            // To idle, not to ready: the waiter's next system call consumes this very edge.
            object? next = state is null ? ReadyMark : null;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _state, next, state), state)) return state;
        }
    }

    /// <summary>Takes the waiter out because waiting has become pointless; an edge stays where it is.</summary>
    public object? Evict()
    {
        while (true)
        {
            object? state = Volatile.Read(ref _state);
            if (state is null || ReferenceEquals(state, ReadyMark)) return null;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _state, null, state), state)) return state;
        }
    }

    /// <summary>Takes this very waiter back out; false when another thread has, which tells it.</summary>
    public bool Unpark(object waiter) => ReferenceEquals(Interlocked.CompareExchange(ref _state, null, waiter), waiter);

    /// <summary>Forgets an edge that an operation about to begin will find by itself.</summary>
    public void Reset()
    {
        if (IsReady) Interlocked.CompareExchange(ref _state, null, ReadyMark);
    }

    /// <summary>Tells a waiter that was taken out that its socket is ready.</summary>
    public static void Tell(object? waiter, PollDirection direction, IActorRef poller)
    {
        switch (waiter)
        {
            case null: break;
            case IActorRef actor: actor.Tell(ReadyMessage(direction), poller); break;
            case IPollWaiter other: other.Ready(direction); break;
        }
    }

    /// <summary>Tells a waiter that was taken out why it will not become ready.</summary>
    public static void Fail(object? waiter, PollDirection direction, Exception cause, IActorRef poller)
    {
        switch (waiter)
        {
            case null: break;
            case IActorRef actor: actor.Tell(new Poller.WaitFailed(direction, cause), poller); break;
            case IPollWaiter other: other.Failed(direction, cause); break;
        }
    }

    private static object ReadyMessage(PollDirection direction) =>
        direction == PollDirection.Read ? Poller.ReadReady.Instance : Poller.WriteReady.Instance;
}

using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>The operating system's readiness queue; Go's netpollopen, netpollclose, netpoll and netpollBreak.</summary>
/// <remarks>
/// The contract, shown by MultiplexerSpec for every backend:
/// <list type="bullet">
/// <item>Add watches both directions; what is ready already is reported by the next Wait (one-shot: once it is armed).</item>
/// <item>An edge-triggered backend reports every change by itself. A one-shot backend is level-triggered: it reports a direction
/// once for each Arm, as long as or as soon as it is ready.</item>
/// <item>Events are hints: one may be spurious, several may come as one, none is lost.</item>
/// <item>A hang-up or an error is reported whatever is armed, at least once.</item>
/// <item>Where a read that comes up short may leave data of which no event tells, the event says <see cref="Readiness.ShortReads"/>.</item>
/// <item>Wait is called by one thread at a time; Add, Remove, Arm and Wake by any thread, also during a Wait.</item>
/// <item>Wait never allocates. More events than fit are left to the next call.</item>
/// <item>After Remove no further Wait begins to report the key; a Wait in progress may still do so.</item>
/// <item>Wakes before a blocking Wait returns are one; a Wait that does not block leaves them to the one that does.</item>
/// <item>After Dispose Add is refused, and Remove, Arm and Wake do nothing.</item>
/// </list>
/// Key 0 is the backend's own.
/// </remarks>
internal interface IMultiplexer : IDisposable
{
    /// <summary>True: every change is an event, and Arm does nothing. False: level-triggered, one event for each <see cref="Arm"/>.</summary>
    bool IsEdgeTriggered { get; }

    /// <summary>Watches a handle in both directions; it must stay open until it is removed.</summary>
    /// <returns>The registration, or a refusal: of a regular file, of a handle that is closed or is watched already.</returns>
    AddResult Add(SafeHandle handle, long key);

    /// <summary>Takes the handle out. Again, or after the handle has been closed, it only forgets it.</summary>
    void Remove(Registration registration);

    /// <summary>Asks for the next event in these directions, beside those already asked for; for one-shot backends.</summary>
    void Arm(Registration registration, Readiness readiness);

    /// <summary>Waits for events.</summary>
    /// <param name="events">Filled from the front.</param>
    /// <param name="timeout">Zero does not block, negative is without end; less than a millisecond is one.</param>
    /// <returns>How many; zero after a timeout, a wake or (with a timeout) a signal.</returns>
    /// <exception cref="MultiplexerException">The system's queue is unusable.</exception>
    int Wait(Span<PollEvent> events, TimeSpan timeout);

    /// <summary>Makes the blocking Wait, or the next one, return.</summary>
    void Wake();
}

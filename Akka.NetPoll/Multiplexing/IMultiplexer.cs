namespace Akka.NetPoll.Multiplexing;

/// <summary>The kernel's readiness queue; Go's netpollopen, netpollclose, netpoll and netpollBreak.</summary>
/// <remarks>
/// The contract, shown by MultiplexerSpec for every backend:
/// <list type="bullet">
/// <item>Add watches both directions for as long as the descriptor lives; what is ready already is reported by the next Wait.</item>
/// <item>Events are edges and hints: one may be spurious, several may come as one, none is lost.</item>
/// <item>A hang-up or an error is reported whatever is armed, at least once.</item>
/// <item>Wait is called by one thread at a time; Add, Remove, Arm and Wake by any thread, also during a Wait.</item>
/// <item>Wait never allocates. More events than fit are left to the next call.</item>
/// <item>After Remove no further Wait begins to report the key; a Wait in progress may still do so.</item>
/// <item>Wakes before a blocking Wait returns are one; a Wait that does not block leaves them to the one that does.</item>
/// </list>
/// Key 0 is the backend's own.
/// </remarks>
internal interface IMultiplexer : IDisposable
{
    /// <summary>What the setting calls it.</summary>
    string Name { get; }

    /// <summary>True when an event is delivered once for each <see cref="Arm"/>.</summary>
    bool NeedsArming { get; }

    /// <summary>Watches a descriptor in both directions.</summary>
    /// <returns>Zero or the errno, such as EPERM for a regular file, EBADF or EEXIST.</returns>
    int Add(int fd, long key);

    /// <summary>Takes the descriptor out; it must still be open.</summary>
    /// <returns>Zero or the errno.</returns>
    int Remove(int fd);

    /// <summary>Asks for the next event in these directions; for backends that need arming.</summary>
    void Arm(int fd, Readiness readiness);

    /// <summary>Waits for events.</summary>
    /// <param name="events">Filled from the front.</param>
    /// <param name="timeout">Zero does not block, negative is without end; less than a millisecond is one.</param>
    /// <returns>How many; zero after a timeout, a wake or (with a timeout) a signal.</returns>
    /// <exception cref="MultiplexerException">The kernel's queue is unusable.</exception>
    int Wait(Span<PollEvent> events, TimeSpan timeout);

    /// <summary>Makes the blocking Wait, or the next one, return.</summary>
    void Wake();
}

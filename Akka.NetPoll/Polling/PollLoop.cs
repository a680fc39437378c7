using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Polling;

/// <summary>What the PollerActor and the threads that poll have in common; it outlives a restart of the actor.</summary>
/// <remarks>
/// The actor opens and closes. Any thread may watch, forget, poll, look up, set deadlines and wake. The table and what the
/// multiplexer watches change together under one lock, so that a multiplexer opened anew gets exactly the table's sockets,
/// and a descriptor is taken out before its owner, which waits for Forget, can close it.
/// </remarks>
internal sealed class PollLoop(string multiplexer, Func<string, IMultiplexer> create)
{
    /// <summary>Poll's answer when it did not poll: another thread does, or the loop is closed.</summary>
    public const int NotPolled = -1;

    private readonly Lock _gate = new();
    private PollSession? _session;
    private bool _stopped; // Under the gate: never back.
    private Deadline _sleepsUntil = Deadline.Past; // Past: no thread sleeps, or it is about to look at the deadlines again.

    public PollLoop(string multiplexer)
        : this(multiplexer, name => Multiplexer.Create(name))
    {
    }

    public PollTable Table { get; } = new();

    public DeadlineQueue Deadlines { get; } = new();

    /// <summary>The sender of what waiters are told.</summary>
    public IActorRef Poller { get; set; } = ActorRefs.Nobody;

    public ILoggingAdapter Log { get; set; } = NoLogger.Instance;

    public bool IsOpen => Volatile.Read(ref _session) is { IsClosed: false };

    /// <summary>No multiplexer will be opened any more.</summary>
    public bool IsStopped => Volatile.Read(ref _stopped);

    public bool IsCurrent(PollSession session) => Volatile.Read(ref _session) == session;

    /// <summary>Opens a multiplexer and adds every socket of the table to it. Throws what <see cref="Multiplexer.Create"/> throws.</summary>
    /// <returns>False if it was open.</returns>
    public bool Open()
    {
        lock (_gate)
        {
            if (IsOpen) return false;
            Volatile.Write(ref _session, new PollSession(create(multiplexer)));
            foreach (PollDesc desc in Table.ToArray()) AddAgain(desc);
            return true;
        }
    }

    /// <summary>Closes the multiplexer; the sockets stay in the table.</summary>
    public void Close() => Interlocked.Exchange(ref _session, null)?.Close();

    /// <summary>Closes for good, when the poller's actor has stopped: all waits fail, and each Watch from then on is refused.</summary>
    /// <remarks>Under the gate, so that each socket either is in the table here, and fails, or comes later, and is refused.</remarks>
    public void Stop()
    {
        lock (_gate)
        {
            Volatile.Write(ref _stopped, true);
            foreach (PollDesc desc in Table.ToArray()) desc.Close();
        }

        Close();
    }

    /// <summary>Puts the desc into the table and watches it. While no multiplexer is open, the next one will.</summary>
    /// <returns>Null, or why not, as after <see cref="Stop"/>; then it is not in the table.</returns>
    public MultiplexerException? Watch(PollDesc desc)
    {
        lock (_gate)
        {
            if (_stopped) return new MultiplexerException($"fd {desc.Fd} is not watched: the poller has stopped");
            Table.Add(desc);
            if (Volatile.Read(ref _session) is not { IsClosed: false } session) return null;
            MultiplexerException? refusal = Add(desc, session.Multiplexer);
            if (refusal is null || session.IsClosed) return null;
            Table.Remove(desc);
            return refusal;
        }
    }

    /// <summary>Fails the waiters, takes the desc out of the kernel's queue, frees its slot: only then may the descriptor be closed.</summary>
    /// <returns>False if it is not in the table.</returns>
    public bool Forget(PollDesc desc)
    {
        lock (_gate)
        {
            if (Table.Find(desc.Key) != desc) return false;
            desc.Close();
            if (desc.Registration is { } registration) registration.Multiplexer.Remove(registration);
            return Table.Remove(desc);
        }
    }

    /// <summary>Waits for events and deadlines, and tells the waiters.</summary>
    /// <param name="limit">Zero does not block, negative is without end; the earliest deadline may end it before.</param>
    /// <returns>How many waiters were told, or <see cref="NotPolled"/>.</returns>
    public int Poll(TimeSpan limit)
    {
        PollSession? session = Volatile.Read(ref _session);
        if (session is null || !session.TryEnter()) return NotPolled;
        try
        {
            return Deliver(session.Wait(Sleep(limit))) + FireDeadlines();
        }
        catch (MultiplexerException cause)
        {
            // From here on the loop is closed; a socket that is watched now is added to the next multiplexer.
            session.Close();
            Poller.Tell(new MultiplexerFailed(session, cause), Poller);
            return NotPolled;
        }
        finally
        {
            session.Leave();
        }
    }

    /// <summary>Ends a blocked poll, or the next one.</summary>
    public void Wake() => Volatile.Read(ref _session)?.Multiplexer.Wake();

    /// <summary>Wakes a poll that would sleep beyond this deadline, which has just been set.</summary>
    public void WakeBefore(Deadline deadline)
    {
        // The deadline was published before; against Sleep, which publishes its end before it reads the deadlines.
        Interlocked.MemoryBarrier();
        if (deadline < Deadline.VolatileRead(ref _sleepsUntil)) Wake();
    }

    /// <summary>Asks a one-shot multiplexer for the next event; an edge-triggered one tells it anyway.</summary>
    /// <remarks>
    /// By the desc's registration, which may be one with a multiplexer that has just been closed: then this does nothing, and
    /// AddAgain, which replaces it, arms both directions after that.
    /// </remarks>
    public static void Arm(PollDesc desc, PollDirection direction)
    {
        if (desc.Registration is { IsEdgeTriggered: false } registration) registration.Multiplexer.Arm(registration, (Readiness)direction);
    }

    private void AddAgain(PollDesc desc)
    {
        if (Add(desc, _session!.Multiplexer) is { } refusal) desc.Fail(refusal);
        else Arm(desc, PollDirection.Both);
    }

    private static MultiplexerException? Add(PollDesc desc, IMultiplexer multiplexer)
    {
        AddResult result = multiplexer.Add(desc.Socket.SafeHandle, desc.Key);
        if (result.Registration is { } registration) desc.Registration = registration;
        return result.Refusal;
    }

    private TimeSpan Sleep(TimeSpan limit)
    {
        if (limit == TimeSpan.Zero) return limit;
        // First claim to sleep for ever, then look: a deadline set meanwhile is either seen here or wakes us.
        Deadline.VolatileWrite(ref _sleepsUntil, Deadline.None);
        Interlocked.MemoryBarrier();
        Deadline earliest = Deadlines.Earliest;
        if (!earliest.IsSet) return limit;
        Deadline.VolatileWrite(ref _sleepsUntil, earliest);
        TimeSpan left = earliest.From(Deadline.Now);
        return limit < TimeSpan.Zero || left < limit ? left : limit;
    }

    private int Deliver(ReadOnlySpan<PollEvent> events)
    {
        Deadline.VolatileWrite(ref _sleepsUntil, Deadline.Past);
        int told = 0;
        foreach (PollEvent e in events)
        {
            // A late event for a slot that has been freed finds no PollDesc.
            if (Table.Find(e.Key) is { } desc) told += Deliver(desc, e.Readiness);
        }

        return told;
    }

    private static int Deliver(PollDesc desc, Readiness readiness)
    {
        if ((readiness & Readiness.ShortReads) != 0) desc.Drain();
        // Every actor told counts: by that number the polling worker knows that there is something to run.
        int told = (readiness & Readiness.HangUp) != 0 ? desc.HangUp() : 0;
        return told + desc.Ready((PollDirection)readiness & PollDirection.Both, (readiness & Readiness.OnlyError) != 0);
    }

    private int FireDeadlines()
    {
        if (!Deadlines.Earliest.IsSet) return 0;
        int fired = 0;
        Deadline now = Deadline.Now;
        while (Deadlines.Expire(now, out PollTimer timer, out object? waiter))
        {
            if (waiter is null) continue;
            fired++;
            timer.Desc.TellFailed(waiter, timer.Direction, WaitOutcome.DeadlineExceeded.Cause());
        }

        return fired;
    }

    /// <summary>The multiplexer can be used no more; told to the PollerActor, which restarts.</summary>
    internal sealed record MultiplexerFailed(PollSession Session, MultiplexerException Cause) : INoSerializationVerificationNeeded;
}

using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Polling;

/// <summary>What the PollerActor and the threads that poll have in common; it outlives a restart of the actor.</summary>
/// <remarks>The actor opens, closes, adds and removes. Any thread may poll, look up, set deadlines and wake.</remarks>
internal sealed class PollLoop(string multiplexer, Func<string, IMultiplexer> create)
{
    /// <summary>Poll's answer when it did not poll: somebody else does, or the loop is closed.</summary>
    public const int NotPolled = -1;

    private PollSession? _session;
    private Deadline _sleepsUntil = Deadline.Past; // Past: nobody sleeps, or he is about to look at the deadlines again.

    public PollLoop(string multiplexer)
        : this(multiplexer, Multiplexer.Create)
    {
    }

    public PollTable Table { get; } = new();

    public DeadlineQueue Deadlines { get; } = new();

    /// <summary>The sender of what waiters are told.</summary>
    public IActorRef Poller { get; set; } = ActorRefs.Nobody;

    public ILoggingAdapter Log { get; set; } = NoLogger.Instance;

    public bool IsOpen => Volatile.Read(ref _session) is { IsClosed: false };

    public bool IsCurrent(PollSession session) => Volatile.Read(ref _session) == session;

    /// <summary>Opens the multiplexer, unless it is open. Throws what <see cref="Multiplexer.Create"/> throws.</summary>
    public void Open()
    {
        if (IsOpen) return;
        Volatile.Write(ref _session, new PollSession(create(multiplexer)));
    }

    /// <summary>Closes the multiplexer; the sockets stay in the table.</summary>
    public void Close() => Interlocked.Exchange(ref _session, null)?.Close();

    /// <summary>Watches the desc under its key. Zero or the errno.</summary>
    public int Add(PollDesc desc) => _session!.Multiplexer.Add(desc.Fd, desc.Key);

    public int Remove(PollDesc desc) => _session?.Multiplexer.Remove(desc.Fd) ?? 0;

    /// <summary>Waits for events and deadlines, and tells those who wait for them.</summary>
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

    public void Arm(PollDesc desc, PollDirection direction)
    {
        if (Volatile.Read(ref _session)?.Multiplexer is { NeedsArming: true } armed) armed.Arm(desc.Fd, (Readiness)direction);
    }

    private TimeSpan Sleep(TimeSpan limit)
    {
        if (limit == TimeSpan.Zero) return limit;
        // First claim to sleep for ever, then look: a deadline set meanwhile is either seen here or wakes us (A27).
        Deadline.VolatileWrite(ref _sleepsUntil, Deadline.None);
        Interlocked.MemoryBarrier();
        Deadline earliest = Deadlines.Earliest;
        if (!earliest.IsSet) return limit;
        TimeSpan left = earliest.From(Deadline.Now);
        return limit < TimeSpan.Zero || left < limit ? left : limit;
    }

    private int Deliver(ReadOnlySpan<PollEvent> events)
    {
        Deadline.VolatileWrite(ref _sleepsUntil, Deadline.Past);
        int told = 0;
        foreach (PollEvent e in events)
        {
            // A late event for a slot that has been freed finds nobody (A18).
            if (Table.Find(e.Key) is { } desc) told += Deliver(desc, e.Readiness);
        }

        return told;
    }

    private int Deliver(PollDesc desc, Readiness readiness)
    {
        try
        {
            return desc.Ready((PollDirection)readiness & PollDirection.Both, (readiness & Readiness.OnlyError) != 0);
        }
        catch (Exception cause)
        {
            // A waiter's own fault must not cost the others their event.
            Log.Error(cause, "A waiter of fd {0} threw when it was told of its readiness", desc.Fd);
            return 0;
        }
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
            Direction.Fail(waiter, timer.Direction, WaitOutcome.DeadlineExceeded.Cause(), Poller);
        }

        return fired;
    }

    /// <summary>The multiplexer can be used no more; told to the PollerActor, which restarts.</summary>
    internal sealed record MultiplexerFailed(PollSession Session, MultiplexerException Cause);
}

using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Multiplexing;

namespace Akka.NetPoll.Polling;

/// <summary>One watched socket: the waiter of each direction, its deadline, and whether the socket is being closed.</summary>
/// <remarks>
/// Any thread may call any member. A wait is refused, or fails, for these reasons in this order: the socket is closing;
/// the direction's deadline has passed; the descriptor cannot be polled (reads only).
/// <para>No wake-up is lost: a waiter first parks and then looks at the reasons again; a thread that has a reason first publishes
/// it and then looks for the waiter. Both are full fences, so at least one sees the other, and the compare-and-swap that takes
/// the waiter out lets only one of them answer. After pollDesc of runtime/netpoll.go.</para>
/// </remarks>
public sealed class PollDesc
{
    private const int ClosingFlag = 1, ReadExpiredFlag = 2, WriteExpiredFlag = 4, ErrorFlag = 8, DrainFlag = 16, HangUpFlag = 32;

    private readonly PollLoop _loop;
    private WaiterSlot _read, _write;
    private int _flags;
    private PollTimer? _readTimer, _writeTimer;
    private IActorRef? _hangUpWaiter; // Null: not asked for, or told.
    private Registration? _registration;

    internal PollDesc(Socket socket, PollLoop loop)
    {
        _loop = loop;
        Socket = socket;
        Fd = (int)socket.SafeHandle.DangerousGetHandle();
        WaitRead = new Poller.WaitRead(this);
        WaitWrite = new Poller.WaitWrite(this);
    }

    /// <summary>The socket; non-blocking, and its owner's to dispose after <see cref="Poller.Unregistered"/>.</summary>
    public Socket Socket { get; }

    /// <summary>The message that waits until the socket can be read from; always the same one, so that waiting allocates nothing.</summary>
    public Poller.WaitRead WaitRead { get; }

    /// <summary>The message that waits until the socket can be written to; always the same one.</summary>
    public Poller.WaitWrite WaitWrite { get; }

    /// <summary>The descriptor's number, for messages only.</summary>
    internal int Fd { get; }

    /// <summary>With the multiplexer that watches the socket, or did last; null before the first. Set under the PollLoop's lock.</summary>
    internal Registration? Registration
    {
        get => Volatile.Read(ref _registration);
        set
        {
            // Reads of a unix socket stop short where descriptors were passed (unix(7), SCM_RIGHTS), and no edge tells of the rest.
            if (value is { IsEdgeTriggered: true } && Socket.AddressFamily == AddressFamily.Unix) Drain();
            Volatile.Write(ref _registration, value);
        }
    }

    // Slot and generation in the PollTable; zero: not in it.
    internal long Key { get; set; }

    internal bool IsClosing => (Volatile.Read(ref _flags) & ClosingFlag) != 0;

    /// <summary>False: a read that fills less than its buffer has taken all there is, and the next event tells of more.</summary>
    /// <remarks>
    /// True once the multiplexer has said <see cref="Readiness.ShortReads"/>, and always on unix sockets where it is edge-triggered:
    /// then read until WouldBlock. See epoll(7), questions and answers 9.
    /// </remarks>
    internal bool MustDrain => (Volatile.Read(ref _flags) & DrainFlag) != 0;

    internal bool IsWaitedFor(PollDirection directions) =>
        ((directions & PollDirection.Read) == 0 || _read.IsParked) && ((directions & PollDirection.Write) == 0 || _write.IsParked);

    /// <summary>Waits as the message does, on behalf of something that is no actor.</summary>
    /// <returns>Parked when the waiter will be told later, otherwise the answer.</returns>
    public WaitOutcome Wait(PollDirection direction, IPollWaiter waiter) => Park(direction, waiter);

    /// <summary>Waits as the message does, without the message.</summary>
    /// <returns>Parked when the actor will be told later, otherwise the answer; it is not told that.</returns>
    public WaitOutcome Wait(PollDirection direction, IActorRef waiter) => Park(direction, waiter);

    /// <summary>The actor is told <see cref="Poller.HungUp"/>, once, when the kernel reports a hang-up or an error, also one of before.</summary>
    /// <remarks>
    /// Beside the waits: for an actor that waits for nothing, such as a connection that has suspended reading. A later call
    /// takes the place of an earlier one that has not been answered.
    /// </remarks>
    public void TellHangUp(IActorRef actor)
    {
        // First the waiter, then the look at the flag; HangUp has them the other way round. Both are full fences.
        Interlocked.Exchange(ref _hangUpWaiter, actor);
        if ((Volatile.Read(ref _flags) & HangUpFlag) != 0) TellHungUp();
    }

    /// <summary>Takes this waiter back out, which will then not be told; false when another thread has, which tells it.</summary>
    public bool Unpark(PollDirection direction, IPollWaiter waiter) => Of(direction).Unpark(waiter);

    /// <summary>To be called before an operation's first system call: forgets an edge which that call will find by itself.</summary>
    /// <remarks>Saves a needless round when the operation then waits. Not calling it is legal, as any readiness is only a hint.</remarks>
    /// <returns>Ready when the operation may begin, otherwise why a wait would fail; then the edge is kept.</returns>
    public WaitOutcome Reset(PollDirection direction)
    {
        WaitOutcome error = Error(direction);
        if (error == WaitOutcome.Ready) Of(direction).Reset();
        return error;
    }

    /// <summary>Sets, moves or takes away the deadline of a direction or both; see <see cref="Poller.SetDeadline"/>.</summary>
    public void SetDeadline(PollDirection direction, Deadline deadline)
    {
        if ((direction & PollDirection.Read) != 0) SetOne(PollDirection.Read, ref _readTimer, deadline);
        if ((direction & PollDirection.Write) != 0) SetOne(PollDirection.Write, ref _writeTimer, deadline);
        _loop.WakeBefore(deadline);
    }

    /// <summary>Carries out the message of an actor, which is answered by a message.</summary>
    internal void Answer(PollDirection direction, IActorRef waiter)
    {
        WaitOutcome outcome = Park(direction, waiter);
        if (outcome == WaitOutcome.Ready) WaiterSlot.Tell(waiter, direction, _loop.Poller);
        else if (outcome != WaitOutcome.Parked) WaiterSlot.Fail(waiter, direction, outcome.Cause(), _loop.Poller);
    }

    /// <summary>An event of the multiplexer: wakes the waiters of these directions, each once.</summary>
    /// <returns>How many were woken.</returns>
    internal int Ready(PollDirection directions, bool onlyError)
    {
        if (onlyError) Interlocked.Or(ref _flags, ErrorFlag);
        else if ((Volatile.Read(ref _flags) & ErrorFlag) != 0) Interlocked.And(ref _flags, ~ErrorFlag);
        return ((directions & PollDirection.Read) == 0 ? 0 : Wake(ref _read, PollDirection.Read))
            + ((directions & PollDirection.Write) == 0 ? 0 : Wake(ref _write, PollDirection.Write));
    }

    /// <summary>Before Ready: see <see cref="MustDrain"/>.</summary>
    internal void Drain() => Interlocked.Or(ref _flags, DrainFlag);

    /// <summary>The kernel has reported a hang-up or an error.</summary>
    /// <returns>How many actors were told.</returns>
    internal int HangUp()
    {
        Interlocked.Or(ref _flags, HangUpFlag);
        return TellHungUp();
    }

    /// <summary>The timer's time has come. Called with the queue's gate held; the caller tells the waiter that is returned.</summary>
    internal object? Expire(PollDirection direction)
    {
        Interlocked.Or(ref _flags, ExpiredFlag(direction));
        return Of(direction).Evict();
    }

    /// <summary>Fails the waiters and all waits to come; no deadline fires any more.</summary>
    internal void Close()
    {
        Interlocked.Or(ref _flags, ClosingFlag);
        lock (_loop.Deadlines.Gate)
        {
            if (_readTimer is not null) _loop.Deadlines.Set(_readTimer, Deadline.None);
            if (_writeTimer is not null) _loop.Deadlines.Set(_writeTimer, Deadline.None);
        }

        Fail(WaitOutcome.Closing.Cause());
    }

    /// <summary>Fails the waiters there are; waits to come are judged afresh.</summary>
    internal void Fail(Exception cause)
    {
        TellFailed(_read.Evict(), PollDirection.Read, cause);
        TellFailed(_write.Evict(), PollDirection.Write, cause);
    }

    /// <summary>Tells a waiter that was taken out why it will not become ready.</summary>
    internal void TellFailed(object? waiter, PollDirection direction, Exception cause)
    {
        try
        {
            WaiterSlot.Fail(waiter, direction, cause, _loop.Poller);
        }
        catch (Exception fault)
        {
            LogFault(fault);
        }
    }

    // The exchange lets only one thread tell it.
    private int TellHungUp()
    {
        if (Interlocked.Exchange(ref _hangUpWaiter, null) is not { } waiter) return 0;
        waiter.Tell(Poller.HungUp.Instance, _loop.Poller);
        return 1;
    }

    private WaitOutcome Park(PollDirection direction, object waiter)
    {
        WaitOutcome error = Error(direction);
        return error == WaitOutcome.Ready ? ParkAndLookAgain(direction, waiter) : error;
    }

    /// <summary>The rest of a wait, after a look that found no reason against it; the look has left no trace.</summary>
    internal WaitOutcome ParkAndLookAgain(PollDirection direction, object waiter)
    {
        WaitOutcome outcome = Of(direction).Wait(waiter);
        if (outcome != WaitOutcome.Parked) return outcome;
        PollLoop.Arm(this, direction);

        // The reason may have come between the first look and the parking; the thread that had it then found no waiter to tell.
        WaitOutcome error = Error(direction);
        return error != WaitOutcome.Ready && Of(direction).Unpark(waiter) ? error : WaitOutcome.Parked;
    }

    // Ready: nothing speaks against waiting.
    private WaitOutcome Error(PollDirection direction)
    {
        int flags = Volatile.Read(ref _flags);
        if (flags == 0) return WaitOutcome.Ready;
        if ((flags & ClosingFlag) != 0) return WaitOutcome.Closing;
        if ((flags & ExpiredFlag(direction)) != 0) return WaitOutcome.DeadlineExceeded;
        return (flags & ErrorFlag) != 0 && direction == PollDirection.Read ? WaitOutcome.NotPollable : WaitOutcome.Ready;
    }

    private void SetOne(PollDirection direction, ref PollTimer? timer, Deadline deadline)
    {
        object? evicted = null;
        lock (_loop.Deadlines.Gate)
        {
            if (IsClosing) return;
            bool past = deadline <= Deadline.Now;
            if (timer is null && !past && !deadline.IsSet) return;
            timer ??= new PollTimer(this, direction);
            _loop.Deadlines.Set(timer, past ? Deadline.None : deadline);
            if (past) evicted = Expire(direction);
            else Interlocked.And(ref _flags, ~ExpiredFlag(direction));
        }

        if (evicted is not null) TellFailed(evicted, direction, WaitOutcome.DeadlineExceeded.Cause());
    }

    private int Wake(ref WaiterSlot state, PollDirection direction)
    {
        object? waiter = state.Ready();
        if (waiter is null) return 0;
        try
        {
            WaiterSlot.Tell(waiter, direction, _loop.Poller);
            return 1;
        }
        catch (Exception fault)
        {
            LogFault(fault);
            return 0;
        }
    }

    // A waiter's own fault must not cost the others their event, nor us the thread that polls.
    private void LogFault(Exception fault) => _loop.Log.Error(fault, "A waiter of fd {0} threw when it was told", Fd);

    private ref WaiterSlot Of(PollDirection direction)
    {
        if (direction == PollDirection.Read) return ref _read;
        if (direction == PollDirection.Write) return ref _write;
        throw new ArgumentOutOfRangeException(nameof(direction), direction, "a wait is for one direction");
    }

    private static int ExpiredFlag(PollDirection direction) =>
        direction == PollDirection.Read ? ReadExpiredFlag : WriteExpiredFlag;
}

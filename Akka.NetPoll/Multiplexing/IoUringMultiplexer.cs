using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>io_uring(7) as a readiness queue: level-triggered polls, each armed by a submission and told by a completion.</summary>
/// <remarks>
/// <para>Why one-shot. A poll of many shots (IORING_POLL_ADD_MULTI) tells each change, but what it tells is as a rule the key of the
/// wake-up and not the socket's state, and the key of arriving data on TCP always has POLLPRI: behind which short read data is left, at
/// urgent data, could not be told, and each socket would have to be read until WouldBlock. And the work of a wake-up is done by the thread
/// that armed the poll: one that is armed anew for each wait belongs to a thread that has polled lately, not for ever to the one that
/// accepted the connection, which would have to be woken from its sleep for each event.</para>
/// <para>Submissions are written under the gate and taken along by the next Wait; only while a Wait blocks are they submitted by the
/// thread that writes them. Completions are read under the gate too, by the thread in Wait, or by one in Remove while no Wait blocks:
/// never while one blocks, which would sleep on without what has been read.</para>
/// <para>The kernel holds the file of a poll until its last completion: a handle that is closed before is not closed. So Remove cancels
/// and waits for that completion, which the thread that armed the poll may have to bring about.</para>
/// </remarks>
internal sealed unsafe partial class IoUringMultiplexer : IMultiplexer
{
    private const int TimedOut = 62, Again = 11, Busy = 16;

    private readonly Lock _gate = new(); // Over everything but the system call that blocks.
    private readonly IoUring _ring;
    private readonly Dictionary<int, IoUringWatch> _watched = []; // By descriptor, so that none is watched twice.
    private readonly Stack<int> _freeSlots = new();
    private readonly Queue<IoUringWatch> _ready = new(), _toBeAttended = new();
    private readonly IoUringTime* _time; // The timer's, which the kernel reads when it takes the submission.
    private IoUringWatch?[] _slots = new IoUringWatch?[64];
    private int _usedSlots, _outstanding;
    private bool _blocking, _woken, _hasTimer, _disposed, _closed; // Disposed: nothing more is watched. Closed: the ring is gone.

    public IoUringMultiplexer()
        : this(IoUringCalls.Setup)
    {
    }

    /// <summary>With rings of these sizes; the kernel keeps what does not fit.</summary>
    /// <exception cref="MultiplexerException">The kernel, or a filter of system calls, refuses it.</exception>
    public IoUringMultiplexer(IoUringSetup setup, uint submissions = 256, uint completions = 4096)
    {
        _ring = new IoUring(setup, submissions, completions);
        _time = (IoUringTime*)NativeMemory.Alloc((nuint)sizeof(IoUringTime));
        *_time = new IoUringTime { Nanoseconds = TimerMilliseconds * 1_000_000L };
    }

    public bool IsEdgeTriggered => false;

    public AddResult Add(SafeHandle handle, long key)
    {
        int descriptor = Registration.Number(handle);
        if (PollCalls.RefusalOf(descriptor) is not 0 and int error) return Refusal(descriptor, error);
        lock (_gate)
        {
            if (_disposed) return Refusal(descriptor, PollCalls.BadDescriptor);
            // One that was closed too early has left its number to this one.
            if (_watched.TryGetValue(descriptor, out IoUringWatch? old) && !old.Handle.IsClosed) return Refusal(descriptor, PollCalls.Exists);
            var watch = new IoUringWatch(this, handle, key, descriptor) { Slot = NewSlot() };
            _slots[watch.Slot] = watch;
            _watched[descriptor] = watch;
            // Room for each watch once, so that no Wait has to make it.
            _ready.EnsureCapacity(_ready.Count + _watched.Count);
            _toBeAttended.EnsureCapacity(_toBeAttended.Count + _watched.Count);
            LookAfter(watch);
            if (_blocking) StartTimer();
            SubmitWhileBlocking();
            return watch;
        }
    }

    public void Remove(Registration registration)
    {
        var watch = (IoUringWatch)registration;
        lock (_gate)
        {
            if (!watch.End()) return;
            if (_watched.TryGetValue(watch.Fd, out IoUringWatch? known) && known == watch) _watched.Remove(watch.Fd);
            if (!_disposed) Withdraw(watch);
        }

        AwaitCancellation(watch);
        LetGo();
    }

    public void Arm(Registration registration, Readiness readiness)
    {
        var watch = (IoUringWatch)registration;
        lock (_gate)
        {
            if (_disposed || watch.IsRemoved) return;
            watch.Armed |= readiness;
            Renew(watch);
            SubmitWhileBlocking();
        }
    }

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        int milliseconds = PollTimeout.Milliseconds(timeout), left = milliseconds;
        // No system call, and no lock, while there is nothing to learn from one.
        if (milliseconds == 0 && !_ring.HasNews && _ready.Count == 0 && _toBeAttended.Count == 0) return 0;
        long begun = milliseconds > 0 ? Stopwatch.GetTimestamp() : 0;
        while (true)
        {
            uint submit;
            lock (_gate)
            {
                Attend();
                Reap();
                if (milliseconds == 0 || _woken || _ready.Count > 0) return Flush(events, blocking: milliseconds != 0);
                Attend();
                if (_toBeAttended.Count > 0) StartTimer();
                submit = _ring.Pending;
                _blocking = true;
            }

            int error = _ring.EnterAndWait(submit, left);
            lock (_gate)
            {
                _blocking = false;
                Reap();
                if (_woken || _ready.Count > 0) return Deliver(events, blocking: true);
            }

            if (error is not (0 or TimedOut or PollCalls.Interrupted or Again or Busy)) throw new MultiplexerException("io_uring_enter", error);
            if (milliseconds < 0) continue;
            // With a limit the caller has to work out anew how long is left after a signal. A completion that was about nothing is no reason.
            if (error is TimedOut or PollCalls.Interrupted) return 0;
            left = milliseconds - (int)Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (left <= 0) return 0;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            if (_disposed || _woken) return;
            _woken = true;
            if (!_blocking) return; // The Wait that is to block sees it.
            // A completion by itself, on this thread: an eventfd would be one that the thread which had armed it must bring about.
            Submission(DoNothing, 0);
            _ring.Publish();
            Submit();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            // Closing the ring cancels too, but in its own time, and so long a socket that is closed would stay open.
            for (int i = 1; i <= _usedSlots; i++)
            {
                if (_slots[i] is { } watch) Withdraw(watch);
            }
        }

        AwaitCancellation(null);
        lock (_gate)
        {
            _closed = true;
            _ring.Dispose();
            NativeMemory.Free(_time);
        }
    }

    // Submits what has not been, as there is nothing to block for, and sees what comes of it.
    private int Flush(Span<PollEvent> events, bool blocking)
    {
        if (_ring.MustEnter)
        {
            _ring.Enter();
            Reap();
        }

        return Deliver(events, blocking);
    }

    private int Deliver(Span<PollEvent> events, bool blocking)
    {
        if (blocking) _woken = false;
        int filled = 0;
        while (filled < events.Length && _ready.TryDequeue(out IoUringWatch? watch))
        {
            if (!watch.IsRemoved) events[filled++] = new PollEvent(watch.Key, watch.Ready);
            watch.Ready = Readiness.None;
        }

        return filled;
    }

    private void Reap()
    {
        do
        {
            while (_ring.TryTake(out IoUringCompletion completion)) Complete(completion);
        }
        while (_ring.HasOverflown && _ring.Enter() == 0);
    }

    // Nothing is told of it any more, and all its polls are cancelled.
    private void Withdraw(IoUringWatch watch)
    {
        watch.Forget();
        watch.IsRemoved = true;
        if (watch.Outstanding == 0) Free(watch);
        for (IoUringPolls poll = IoUringPolls.Read; poll <= IoUringPolls.HangUp; poll = (IoUringPolls)((int)poll << 1))
        {
            if ((watch.Polls & ~watch.Cancelled & poll) != 0) Cancel(watch, poll);
        }
    }

    // Until the last completion of a watch, or of all. That of a poll is brought about by the thread which armed it, in its next system
    // call: by this one in Submit, by one that sleeps as it is woken for it. One that computes is interrupted by the barrier, which
    // interrupts every processor that runs a thread of ours (membarrier(2)), and does it on its way back.
    private void AwaitCancellation(IoUringWatch? watch)
    {
        var spin = new SpinWait();
        while (HasOutstanding(watch))
        {
            if (spin.Count % 10 == 0) Interlocked.MemoryBarrierProcessWide();
            spin.SpinOnce();
        }
    }

    private bool HasOutstanding(IoUringWatch? watch)
    {
        lock (_gate)
        {
            if (_closed) return false;
            Submit();
            // The thread that blocks wakes and reads them; it must not be left to sleep on something that was read here.
            if (!_blocking) Reap();
            return (watch?.Outstanding ?? _outstanding) > 0;
        }
    }

    // The kernel lets go of a poll's file only after its completion can be read, but still under the lock that a submission takes: after
    // this one it has, also for a poll that has ended by itself.
    private void LetGo()
    {
        lock (_gate)
        {
            if (_disposed) return;
            Submission(DoNothing, 0)->Flags = SkipSuccess;
            _ring.Publish();
            Submit();
        }
    }

    private int NewSlot()
    {
        if (_freeSlots.TryPop(out int free)) return free;
        if (++_usedSlots == _slots.Length) Array.Resize(ref _slots, _usedSlots * 2); // From 1 on.
        return _usedSlots;
    }

    private void Free(IoUringWatch watch)
    {
        _slots[watch.Slot] = null;
        _freeSlots.Push(watch.Slot);
    }

    private static MultiplexerException Refusal(int descriptor, int error) => new($"io_uring poll of fd {descriptor}", error);
}

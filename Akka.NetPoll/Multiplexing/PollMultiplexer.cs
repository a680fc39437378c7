using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>poll(2), for where there is no epoll or to compare with: level-triggered, and each Wait costs all descriptors.</summary>
/// <remarks>
/// A direction is asked for once for each Arm, and an event disarms what it delivers: so a level is an edge. A hang-up needs no
/// arming and is delivered once by itself; from then on what is not armed is left out of the call.
/// A change of what a Wait in progress looks at wakes it. poll(2) holds a reference to each file for as long as the call lasts, so
/// Remove waits until it has ended: a close before that would leave the last reference, and what closing does, to the waiter's
/// thread. The waiter needs no more than the gate to end its call, and Remove holds none while it waits.
/// </remarks>
internal sealed unsafe class PollMultiplexer(Waker waker, bool hasReadHangUp) : IMultiplexer
{
    private readonly short _toRead = hasReadHangUp ? (short)(PollMask.Read | PollMask.ReadHangUp) : PollMask.Read;
    private readonly Lock _gate = new(); // Over everything but _buffer, which is the waiter's.
    private readonly Dictionary<int, ArmedWatch> _watched = []; // By descriptor, so that none is watched twice.
    private ArmedWatch[] _polled = new ArmedWatch[64]; // What stands in _buffer, from 1 on; the waker is the first.
    private PollCalls.Entry* _buffer = Allocate(64);
    private bool _waiting, _disposed;
    private int _calls; // How many calls of poll(2) have ended.
    private int _next; // The last entry that was looked at.

    public PollMultiplexer()
        : this(Waker.Create(), OperatingSystem.IsLinux())
    {
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
            if (_watched.TryGetValue(descriptor, out ArmedWatch? old) && !old.Handle.IsClosed) return Refusal(descriptor, PollCalls.Exists);
            var watch = new ArmedWatch(this, handle, key, descriptor);
            _watched[descriptor] = watch;
            return watch;
        }
    }

    public void Remove(Registration registration)
    {
        var watch = (ArmedWatch)registration;
        int call;
        lock (_gate)
        {
            if (!watch.End()) return;
            if (_watched.TryGetValue(watch.Fd, out ArmedWatch? known) && known == watch) _watched.Remove(watch.Fd);
            watch.Forget();
            if (!_waiting) return;
            call = _calls;
            Wake();
        }

        var spin = new SpinWait();
        while (Volatile.Read(ref _calls) == call) spin.SpinOnce();
    }

    public void Arm(Registration registration, Readiness readiness)
    {
        var watch = (ArmedWatch)registration;
        lock (_gate)
        {
            watch.Armed |= readiness;
            WakeIfWaiting();
        }
    }

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        int milliseconds = PollTimeout.Milliseconds(timeout);
        while (true)
        {
            int count = Prepare(blocking: milliseconds != 0);
            int ready = PollCalls.Poll(_buffer, (nuint)count, milliseconds);
            int error = ready < 0 ? Marshal.GetLastPInvokeError() : 0;
            int filled = Collect(error == 0 ? count : 0, events);
            if (error == 0) return filled;
            if (error != PollCalls.Interrupted) throw new MultiplexerException("poll", error);
            if (milliseconds > 0) return 0;
        }
    }

    public void Wake() => waker.Wake();

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            waker.Dispose();
            NativeMemory.Free(_buffer);
        }
    }

    private void WakeIfWaiting()
    {
        if (_waiting) Wake();
    }

    private int Prepare(bool blocking)
    {
        lock (_gate)
        {
            if (_polled.Length <= _watched.Count) Grow();
            // Not blocking, it leaves the wake to the one that does.
            _buffer[0] = new PollCalls.Entry { Descriptor = blocking ? waker.Descriptor : -1, Asked = PollMask.Read };
            int count = 1;
            foreach (ArmedWatch watch in _watched.Values)
            {
                // Poll reports hang-ups even when it is asked for nothing: for ever, so a known one is not looked at again.
                if ((watch.Armed == Readiness.None && watch.HasHungUp) || watch.Handle.IsClosed) continue;
                _polled[count] = watch;
                _buffer[count++] = new PollCalls.Entry { Descriptor = watch.Fd, Asked = PollMask.Asked(watch.Armed, _toRead) };
            }

            _waiting = blocking;
            return count;
        }
    }

    private int Collect(int count, Span<PollEvent> events)
    {
        lock (_gate)
        {
            _waiting = false;
            Volatile.Write(ref _calls, _calls + 1);
            int filled = 0;
            // From behind the last that was looked at, or those in front could leave no room for the others, for ever.
            for (int looked = 1; looked < count && filled < events.Length; looked++)
            {
                int i = _next = (_next % (count - 1)) + 1;
                ArmedWatch watch = _polled[i];
                // What was removed meanwhile takes nothing.
                Readiness readiness = watch.Take(PollMask.Of(_buffer[i].Asked, _buffer[i].Reported));
                if (readiness == Readiness.None) continue;
                events[filled++] = new PollEvent(watch.Key, readiness);
            }

            if (count > 0 && _buffer[0].Reported != 0) waker.Drain();
            return filled;
        }
    }

    private void Grow()
    {
        _polled = new ArmedWatch[Math.Max(_polled.Length * 2, _watched.Count + 1)];
        NativeMemory.Free(_buffer);
        _buffer = Allocate(_polled.Length);
    }

    private static PollCalls.Entry* Allocate(int count) =>
        (PollCalls.Entry*)NativeMemory.Alloc((nuint)count, (nuint)sizeof(PollCalls.Entry));

    private static MultiplexerException Refusal(int descriptor, int error) => new($"poll of fd {descriptor}", error);
}

using System.Runtime.InteropServices;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Akka.NetPoll.Multiplexing;

/// <summary>poll(2), for where there is no epoll or to compare with: level-triggered, and each Wait costs all descriptors.</summary>
/// <remarks>
/// A direction is asked for once for each Arm, and an event disarms what it delivers: so a level is an edge. A hang-up needs no
/// arming and is delivered once by itself; from then on what is not armed is left out of the call.
/// A change of what a Wait in progress looks at wakes it. poll(2) holds a reference to each file for as long as the call lasts, so
/// Remove waits until it has ended: a close before that would leave the last reference, and what closing does, to the waiter's
/// thread. The waiter needs no more than the gate to end its call, and Remove holds none while it waits.
/// </remarks>
internal sealed unsafe class PollMultiplexer(Waker waker) : IMultiplexer
{
    // Not every system tells the peer's end of stream apart; it can be read all the same.
    private static readonly int AskToRead = (ushort)POLLIN | (OperatingSystem.IsLinux() ? (ushort)POLLRDHUP : 0);
    private static readonly int Ended = (ushort)POLLHUP | (ushort)POLLERR | (ushort)POLLNVAL;

    private readonly Lock _gate = new(); // Over everything but _buffer, which is the waiter's.
    private readonly Dictionary<int, Watch> _watched = []; // By descriptor, so that none is watched twice.
    private Watch[] _polled = new Watch[64]; // What stands in _buffer, from 1 on; the waker is the first.
    private pollfd* _buffer = Allocate(64);
    private bool _waiting, _disposed;
    private int _calls; // How many calls of poll(2) have ended.

    public PollMultiplexer()
        : this(Waker.Create())
    {
    }

    public bool IsEdgeTriggered => false;

    public AddResult Add(SafeHandle handle, long key)
    {
        int descriptor = Registration.Number(handle);
        if (fcntl(descriptor, F_GETFL) < 0) return Refusal(descriptor, errno);
        // Poll finds a regular file always ready; epoll refuses it, and so do we.
        if (lseek(descriptor, 0, SEEK_CUR) >= 0) return Refusal(descriptor, EPERM);
        lock (_gate)
        {
            if (_disposed) return Refusal(descriptor, EBADF);
            // One that was closed too early has left its number to this one.
            if (_watched.TryGetValue(descriptor, out Watch? old) && !old.Handle.IsClosed) return Refusal(descriptor, EEXIST);
            var watch = new Watch(this, handle, key, descriptor);
            _watched[descriptor] = watch;
            return watch;
        }
    }

    public void Remove(Registration registration)
    {
        var watch = (Watch)registration;
        int call;
        lock (_gate)
        {
            if (!watch.End()) return;
            if (_watched.TryGetValue(watch.Fd, out Watch? known) && known == watch) _watched.Remove(watch.Fd);
            (watch.Armed, watch.HasHungUp) = (Readiness.None, true);
            if (!_waiting) return;
            call = _calls;
            Wake();
        }

        var spin = new SpinWait();
        while (Volatile.Read(ref _calls) == call) spin.SpinOnce();
    }

    public void Arm(Registration registration, Readiness readiness)
    {
        var watch = (Watch)registration;
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
            int ready = poll(_buffer, (ulong_t)(ulong)count, milliseconds);
            int error = ready < 0 ? Marshal.GetLastSystemError() : 0;
            int filled = Collect(error == 0 ? count : 0, events);
            if (error == 0) return filled;
            if (error != EINTR) throw new MultiplexerException("poll", error);
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
            _buffer[0] = new pollfd { fd = blocking ? waker.Descriptor : -1, events = POLLIN };
            int count = 1;
            foreach (Watch watch in _watched.Values)
            {
                // Poll reports hang-ups even when it is asked for nothing: for ever, so a known one is not looked at again.
                if ((watch.Armed == Readiness.None && watch.HasHungUp) || watch.Handle.IsClosed) continue;
                _polled[count] = watch;
                _buffer[count++] = new pollfd { fd = watch.Fd, events = Asked(watch.Armed) };
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
            for (int i = 1; i < count && filled < events.Length; i++)
            {
                Watch watch = _polled[i];
                Readiness reported = Of(_buffer[i].events, _buffer[i].revents);
                bool hangsUp = (reported & Readiness.HangUp) != 0 && !watch.HasHungUp;
                // What was removed meanwhile is armed no more, and has hung up.
                if ((reported & watch.Armed) == 0 && !hangsUp) continue;
                Readiness readiness = reported & (watch.Armed | Readiness.OnlyError | Readiness.HangUp);
                watch.Armed &= ~readiness;
                watch.HasHungUp |= hangsUp;
                events[filled++] = new PollEvent(watch.Key, readiness);
            }

            if (count > 0 && _buffer[0].revents != 0) waker.Drain();
            return filled;
        }
    }

    private void Grow()
    {
        _polled = new Watch[Math.Max(_polled.Length * 2, _watched.Count + 1)];
        NativeMemory.Free(_buffer);
        _buffer = Allocate(_polled.Length);
    }

    private static pollfd* Allocate(int count) => (pollfd*)NativeMemory.Alloc((nuint)count, (nuint)sizeof(pollfd));

    private static short Asked(Readiness armed)
    {
        int events = 0;
        if ((armed & Readiness.Read) != 0) events |= AskToRead;
        if ((armed & Readiness.Write) != 0) events |= (ushort)POLLOUT;
        return (short)events;
    }

    private static Readiness Of(short asked, short events)
    {
        // Asked for one direction only, it says nothing of the other, which may well be ready: a datagram socket's, say.
        if (events == POLLERR && asked == Asked(Readiness.Read | Readiness.Write)) return Readiness.Read | Readiness.Write | Readiness.OnlyError | Readiness.HangUp;
        Readiness readiness = Readiness.None;
        if ((events & (AskToRead | Ended)) != 0) readiness |= Readiness.Read;
        if ((events & ((ushort)POLLOUT | Ended)) != 0) readiness |= Readiness.Write;
        if ((events & Ended) != 0) readiness |= Readiness.HangUp;
        return readiness;
    }

    private static MultiplexerException Refusal(int descriptor, int error) => new($"poll of fd {descriptor}", error);

    private sealed class Watch(IMultiplexer multiplexer, SafeHandle handle, long key, int descriptor) : Registration(multiplexer, handle, key)
    {
        public int Fd => descriptor;

        public Readiness Armed { get; set; }

        public bool HasHungUp { get; set; }
    }
}

using System.Runtime.InteropServices;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Akka.NetPoll.Multiplexing;

/// <summary>poll(2), for where there is no epoll or to compare with: level-triggered, and each Wait costs all descriptors.</summary>
/// <remarks>
/// A direction is asked for once for each Arm, and an event disarms what it delivers: so a level is an edge. A hang-up needs no
/// arming and is delivered once by itself; from then on what is not armed is left out of the call.
/// Who changes what a Wait in progress looks at wakes it.
/// </remarks>
internal sealed unsafe class PollMultiplexer : IMultiplexer
{
    private static readonly int AskToRead = (ushort)POLLIN | (ushort)POLLRDHUP;
    private static readonly int Ended = (ushort)POLLHUP | (ushort)POLLERR | (ushort)POLLNVAL;

    private readonly Lock _gate = new(); // Over everything but _buffer, which is the waiter's.
    private readonly Dictionary<int, Watch> _watched = [];
    private readonly int _eventfd;
    private Watch[] _polled = new Watch[64]; // What stands in _buffer, from 1 on; the eventfd is the first.
    private pollfd* _buffer = Allocate(64);
    private bool _waiting, _wakePending, _disposed;

    public PollMultiplexer()
    {
        _eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (_eventfd < 0) throw new MultiplexerException("eventfd", errno);
    }

    public string Name => "poll";

    public bool NeedsArming => true;

    public int Add(int fd, long key)
    {
        if (fcntl(fd, F_GETFL) < 0) return errno;
        // Poll finds a regular file always ready; epoll refuses it, and so do we.
        if (lseek(fd, 0, SEEK_CUR) >= 0) return EPERM;
        lock (_gate)
        {
            if (_disposed) return EBADF;
            return _watched.TryAdd(fd, new Watch(fd, key)) ? 0 : EEXIST;
        }
    }

    public int Remove(int fd)
    {
        lock (_gate)
        {
            if (!_watched.Remove(fd, out Watch? watch)) return ENOENT;
            (watch.Armed, watch.HasHungUp) = (Readiness.None, true);
            WakeIfWaiting();
            return 0;
        }
    }

    public void Arm(int fd, Readiness readiness)
    {
        lock (_gate)
        {
            if (!_watched.TryGetValue(fd, out Watch? watch)) return;
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
            int filled = Collect(error == 0 ? count : 0, events, blocking: milliseconds != 0);
            if (error == 0) return filled;
            if (error != EINTR) throw new MultiplexerException("poll", error);
            if (milliseconds > 0) return 0;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            if (_wakePending || _disposed) return;
            _wakePending = true;
            ulong one = 1;
            write(_eventfd, &one, sizeof(ulong)); // Does not block, so no signal interrupts it (signal(7)).
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            close(_eventfd);
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
            _buffer[0] = new pollfd { fd = blocking ? _eventfd : -1, events = POLLIN };
            int count = 1;
            foreach (Watch watch in _watched.Values)
            {
                // Poll reports hang-ups even when it is asked for nothing: for ever, so a known one is not looked at again.
                if (watch.Armed == Readiness.None && watch.HasHungUp) continue;
                _polled[count] = watch;
                _buffer[count++] = new pollfd { fd = watch.Fd, events = Asked(watch.Armed) };
            }

            _waiting = blocking;
            return count;
        }
    }

    private int Collect(int count, Span<PollEvent> events, bool blocking)
    {
        lock (_gate)
        {
            _waiting = false;
            int filled = 0;
            for (int i = 1; i < count && filled < events.Length; i++)
            {
                Watch watch = _polled[i];
                Readiness reported = Of(_buffer[i].revents);
                bool hangsUp = (reported & Readiness.HangUp) != 0 && !watch.HasHungUp;
                // What was removed meanwhile is armed no more, and has hung up.
                if ((reported & watch.Armed) == 0 && !hangsUp) continue;
                Readiness readiness = reported & (watch.Armed | Readiness.OnlyError | Readiness.Drain | Readiness.HangUp);
                watch.Armed &= ~readiness;
                watch.HasHungUp |= hangsUp;
                events[filled++] = new PollEvent(watch.Key, readiness);
            }

            if (blocking && _wakePending) Drain();
            return filled;
        }
    }

    private void Drain()
    {
        ulong ignored;
        read(_eventfd, &ignored, sizeof(ulong)); // Does not block either.
        _wakePending = false;
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

    private static Readiness Of(short events)
    {
        if (events == POLLERR) return Readiness.Read | Readiness.Write | Readiness.OnlyError | Readiness.Drain | Readiness.HangUp;
        var readiness = Readiness.None;
        if ((events & (AskToRead | Ended)) != 0) readiness |= Readiness.Read;
        // Level-triggered, what is left is reported again; only for the same behaviour.
        if ((events & ((ushort)POLLRDHUP | Ended)) != 0) readiness |= Readiness.Drain;
        if ((events & ((ushort)POLLOUT | Ended)) != 0) readiness |= Readiness.Write;
        if ((events & Ended) != 0) readiness |= Readiness.HangUp;
        return readiness;
    }

    private sealed class Watch(int fd, long key)
    {
        public int Fd => fd;

        public long Key => key;

        public Readiness Armed { get; set; }

        public bool HasHungUp { get; set; }
    }
}

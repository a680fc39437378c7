using System.Runtime.InteropServices;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Akka.NetPoll.Multiplexing;

/// <summary>epoll(7), edge-triggered, woken through an eventfd. After netpoll_epoll.go.</summary>
internal sealed unsafe class EpollMultiplexer : IMultiplexer
{
    private const int EventsPerWait = 128;
    private const long WakeKey = 0;

    // Set once for the descriptor's life, never modified. PRI, beyond Go's, tells of urgent data, at which reads stop short.
    private static readonly int Watched = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLPRI | EPOLLET;

    // Epoll writes here: memory of its own, so that no pin is needed while a thread sleeps in the kernel.
    private readonly epoll_event* _buffer = (epoll_event*)NativeMemory.Alloc(EventsPerWait, (nuint)sizeof(epoll_event));
    // Held around system calls that a Dispose could overtake: a closed descriptor's number may be somebody else's by then.
    private readonly Lock _gate = new();
    private readonly int _epoll;
    private readonly int _eventfd;
    private int _wakePending;
    private bool _disposed;

    public EpollMultiplexer()
    {
        try
        {
            _eventfd = _epoll = -1;
            _epoll = Check("epoll_create1", epoll_create1(EPOLL_CLOEXEC));
            _eventfd = Check("eventfd", eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
            // Level-triggered: the wake lasts until a blocking Wait has drained it.
            int error = Control(EPOLL_CTL_ADD, _eventfd, EPOLLIN, WakeKey);
            if (error != 0) throw new MultiplexerException("epoll_ctl", error);
        }
        catch (MultiplexerException)
        {
            Dispose();
            throw;
        }
    }

    public string Name => "epoll";

    public bool NeedsArming => false;

    public int Add(int fd, long key) => Control(EPOLL_CTL_ADD, fd, Watched, key);

    public int Remove(int fd) => Control(EPOLL_CTL_DEL, fd, 0, 0);

    public void Arm(int fd, Readiness readiness)
    {
        // Edge-triggered: every new edge is delivered anyway.
    }

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        int milliseconds = PollTimeout.Milliseconds(timeout);
        while (true)
        {
            int count = epoll_wait(_epoll, _buffer, Math.Min(EventsPerWait, events.Length), milliseconds);
            if (count >= 0) return Translate(count, events, blocking: milliseconds != 0);
            int error = errno;
            if (error != EINTR) throw new MultiplexerException("epoll_wait", error);
            // With a limit the caller has to work out anew how long is left.
            if (milliseconds > 0) return 0;
        }
    }

    public void Wake()
    {
        // Only the first of many writes; the flag falls when a blocking Wait has seen the wake.
        if (Interlocked.CompareExchange(ref _wakePending, 1, 0) != 0) return;
        lock (_gate)
        {
            ulong one = 1;
            if (!_disposed) write(_eventfd, &one, sizeof(ulong)); // Does not block, so no signal interrupts it (signal(7)).
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            if (_eventfd >= 0) close(_eventfd);
            if (_epoll >= 0) close(_epoll);
            NativeMemory.Free(_buffer);
        }
    }

    private int Translate(int count, Span<PollEvent> events, bool blocking)
    {
        int filled = 0;
        for (int i = 0; i < count; i++)
        {
            ref epoll_event source = ref _buffer[i];
            long key = (long)source.data.u64;
            if (key != WakeKey) events[filled++] = new PollEvent(key, Of(source.events));
            else if (blocking) Drain();
        }

        return filled;
    }

    // First the descriptor, then the flag: the other way round a wake between the two would be swallowed with its flag still up.
    private void Drain()
    {
        ulong ignored;
        read(_eventfd, &ignored, sizeof(ulong)); // Does not block either.
        Volatile.Write(ref _wakePending, 0);
    }

    // A hang-up or an error ends both directions' waits; a half-closed peer is an end of stream to read.
    private static Readiness Of(int events)
    {
        if (events == EPOLLERR) return Readiness.Read | Readiness.Write | Readiness.OnlyError | Readiness.Drain | Readiness.HangUp;
        var readiness = Readiness.None;
        if ((events & (EPOLLIN | EPOLLPRI | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) readiness |= Readiness.Read;
        if ((events & (EPOLLRDHUP | EPOLLPRI | EPOLLHUP | EPOLLERR)) != 0) readiness |= Readiness.Drain;
        if ((events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) readiness |= Readiness.Write;
        if ((events & (EPOLLHUP | EPOLLERR)) != 0) readiness |= Readiness.HangUp;
        return readiness;
    }

    private int Control(int operation, int fd, int events, long key)
    {
        var request = new epoll_event { events = events };
        request.data.u64 = (ulong)key;
        lock (_gate)
        {
            if (_disposed) return EBADF;
            return epoll_ctl(_epoll, operation, fd, &request) == 0 ? 0 : errno;
        }
    }

    private static int Check(string call, int result) => result >= 0 ? result : throw new MultiplexerException(call, errno);
}

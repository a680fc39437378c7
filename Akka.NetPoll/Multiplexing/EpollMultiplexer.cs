using System.Runtime.InteropServices;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Akka.NetPoll.Multiplexing;

/// <summary>epoll(7), edge-triggered. After netpoll_epoll.go.</summary>
internal sealed unsafe class EpollMultiplexer : IMultiplexer
{
    private const int EventsPerWait = 128;
    private const long WakeKey = 0;

    // Set once for the descriptor's life, never modified. PRI, beyond Go's, tells of urgent data, at which reads stop short.
    private static readonly int Watched = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLPRI | EPOLLET;

    // Epoll writes here: memory of its own, so that no pin is needed while a thread sleeps in the kernel.
    private readonly epoll_event* _buffer = (epoll_event*)NativeMemory.Alloc(EventsPerWait, (nuint)sizeof(epoll_event));
    // Held around system calls that a Dispose could overtake: a closed descriptor's number may be another file's by then.
    private readonly Lock _gate = new();
    private readonly int _epoll = -1;
    private readonly Waker? _waker;
    private bool _disposed;

    public EpollMultiplexer()
    {
        try
        {
            _epoll = epoll_create1(EPOLL_CLOEXEC);
            if (_epoll < 0) throw new MultiplexerException("epoll_create1", errno);
            _waker = Waker.Create();
            // Level-triggered: the wake lasts until a blocking Wait has drained it.
            int error = Control(EPOLL_CTL_ADD, _waker.Descriptor, EPOLLIN, WakeKey);
            if (error != 0) throw Refusal(_waker.Descriptor, error);
        }
        catch (MultiplexerException)
        {
            Dispose();
            throw;
        }
    }

    public bool IsEdgeTriggered => true;

    public AddResult Add(SafeHandle handle, long key)
    {
        int descriptor = Registration.Number(handle);
        int error = Control(EPOLL_CTL_ADD, descriptor, Watched, key);
        return error == 0 ? new Registration(this, handle, key) : Refusal(descriptor, error);
    }

    public void Remove(Registration registration)
    {
        // A descriptor that has been closed has left the queue by itself.
        if (registration.End() && registration.Descriptor is >= 0 and int open) Control(EPOLL_CTL_DEL, open, 0, 0);
    }

    public void Arm(Registration registration, Readiness readiness)
    {
        // Edge-triggered: every change is delivered anyway.
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

    public void Wake() => _waker!.Wake();

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            _waker?.Dispose();
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
            else if (blocking) _waker!.Drain();
        }

        return filled;
    }

    // A hang-up or an error ends both directions' waits; a half-closed peer is an end of stream to read.
    private static Readiness Of(int events)
    {
        if (events == EPOLLERR) return Readiness.Read | Readiness.Write | Readiness.OnlyError | Readiness.ShortReads | Readiness.HangUp;
        Readiness readiness = Readiness.None;
        if ((events & (EPOLLIN | EPOLLPRI | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) readiness |= Readiness.Read;
        if ((events & (EPOLLRDHUP | EPOLLPRI | EPOLLHUP | EPOLLERR)) != 0) readiness |= Readiness.ShortReads;
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

    private static MultiplexerException Refusal(int descriptor, int error) => new($"epoll_ctl of fd {descriptor}", error);
}

using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>kqueue(2) of macOS and FreeBSD, edge-triggered (EV_CLEAR). After netpoll_kqueue.go.</summary>
/// <remarks>
/// Each handle has a filter for reading and one for writing, whose events may come apart; those of one Wait are told as one. Both stay until
/// Remove, or until the descriptor is closed. The waker is a filter of the user's: it is cleared when it is reported, so a Wait that does not
/// block, which must leave a wake to the one that does, notes it.
/// </remarks>
internal sealed unsafe class KqueueMultiplexer : IMultiplexer
{
    private const int EventsPerWait = 128;

    // What ends both directions' waits. An edge-triggered filter tells the end once, together with the data before it.
    private const Readiness HungUp = Readiness.Read | Readiness.Write | Readiness.ShortReads | Readiness.HangUp;

    // Held around system calls that a Dispose could overtake: a closed descriptor's number may be another file's by then.
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Watch> _watched = []; // By descriptor: kqueue takes the same one twice.
    private readonly Dictionary<long, Watch> _byKey = []; // For the ends of streams.
    private readonly IKqueueCalls _calls;
    private readonly byte* _buffer; // The kernel writes here: memory of its own, so that no pin is needed while a thread sleeps.
    private readonly int _queue;
    private int _wakes; // One: triggered, and not seen by a blocking Wait yet.
    private bool _isWoken; // A Wait that did not block has taken the wake out of the queue. The waiter's.
    private bool _disposed;

    public KqueueMultiplexer()
        : this(KqueueCalls.Instance)
    {
    }

    /// <exception cref="PlatformNotSupportedException">The system has no kqueue.</exception>
    /// <exception cref="MultiplexerException">The kernel refused.</exception>
    public KqueueMultiplexer(IKqueueCalls calls)
    {
        _calls = calls;
        _queue = Open(calls);
        _buffer = (byte*)NativeMemory.AllocZeroed(EventsPerWait, (nuint)calls.EventSize);
        int error = Change(new KqueueEvent { Filter = calls.UserFilter, Flags = KqueueEvent.Add | KqueueEvent.Clear });
        if (error == 0) return;
        Dispose();
        throw new MultiplexerException("kevent", error);
    }

    public bool IsEdgeTriggered => true;

    /// <summary>Whether the system, or an emulation, has the calls.</summary>
    public static bool IsThere(IKqueueCalls calls)
    {
        try
        {
            if (calls.Open() is >= 0 and int queue) calls.Close(queue);
            return true;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    public AddResult Add(SafeHandle handle, long key)
    {
        int descriptor = Registration.Number(handle);
        // Kqueue watches files too; epoll does not, and what waits for one would wait in vain there.
        if (PollCalls.RefusalOf(descriptor) is not 0 and int refused) return Refusal(descriptor, refused);
        lock (_gate)
        {
            if (_disposed) return Refusal(descriptor, PollCalls.BadDescriptor);
            if (_watched.TryGetValue(descriptor, out Watch? old))
            {
                if (!old.Handle.IsClosed) return Refusal(descriptor, PollCalls.Exists);
                // Closed too early, it has left its number to this one. The kernel has forgotten it; an emulation may not have.
                Forget(old);
            }

            // An end of a pipe has one direction only, and refuses the other's filter.
            int read = Set(descriptor, KqueueEvent.Read, KqueueEvent.Add | KqueueEvent.Clear, key);
            int write = Set(descriptor, KqueueEvent.Write, KqueueEvent.Add | KqueueEvent.Clear, key);
            if (read != 0 && write != 0) return Refusal(descriptor, read);
            return _byKey[key] = _watched[descriptor] = new Watch(this, handle, key, descriptor);
        }
    }

    public void Remove(Registration registration)
    {
        var watch = (Watch)registration;
        lock (_gate)
        {
            if (!watch.End() || _disposed) return;
            _byKey.Remove(watch.Key);
            if (!_watched.TryGetValue(watch.Fd, out Watch? known) || known != watch) return;
            _watched.Remove(watch.Fd);
            // A descriptor that has been closed has left the queue by itself.
            if (!watch.Handle.IsClosed) Forget(watch);
        }
    }

    public void Arm(Registration registration, Readiness readiness)
    {
        // Edge-triggered: every change is delivered anyway.
    }

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        int milliseconds = PollTimeout.Milliseconds(timeout);
        bool blocks = milliseconds != 0 && !_isWoken;
        while (true)
        {
            var limit = new KqueueTime { Seconds = blocks ? milliseconds / 1000 : 0, Nanoseconds = blocks ? milliseconds % 1000 * 1_000_000 : 0 };
            int room = Math.Min(EventsPerWait, events.Length);
            int count = _calls.Exchange(_queue, null, 0, _buffer, room, blocks && milliseconds < 0 ? null : &limit);
            if (count >= 0) return Translate(count, events, milliseconds != 0);
            int error = Marshal.GetLastPInvokeError();
            if (error != PollCalls.Interrupted) throw new MultiplexerException("kevent", error);
            // With a limit the caller has to work out anew how long is left.
            if (milliseconds > 0) return 0;
        }
    }

    public void Wake()
    {
        if (Interlocked.CompareExchange(ref _wakes, 1, 0) != 0) return;
        lock (_gate)
        {
            if (_disposed) return;
            Change(new KqueueEvent { Filter = _calls.UserFilter, FilterFlags = KqueueEvent.Trigger });
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            _calls.Close(_queue);
            NativeMemory.Free(_buffer);
        }
    }

    private static int Open(IKqueueCalls calls)
    {
        try
        {
            int queue = calls.Open();
            return queue >= 0 ? queue : throw new MultiplexerException("kqueue", Marshal.GetLastPInvokeError());
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            throw Multiplexer.Needs("kqueue", "macOS or FreeBSD", missing);
        }
    }

    private int Translate(int count, Span<PollEvent> events, bool blocking)
    {
        int filled = 0;
        for (int i = 0; i < count; i++)
        {
            ref readonly KqueueEvent source = ref *(KqueueEvent*)(_buffer + (i * _calls.EventSize));
            if (source.Filter == _calls.UserFilter) _isWoken = true;
            else Merge(source, events, ref filled);
        }

        if (!blocking || !_isWoken) return filled;
        _isWoken = false;
        Volatile.Write(ref _wakes, 0);
        return filled;
    }

    private void Merge(in KqueueEvent source, Span<PollEvent> events, ref int filled)
    {
        Readiness readiness = Of(source);
        if ((source.Flags & KqueueEvent.EndOfFile) != 0 && HasEndedBothWays(source.Key, readiness)) readiness |= HungUp;
        for (int i = filled - 1; i >= 0; i--)
        {
            if (events[i].Key != source.Key) continue;
            events[i] = new PollEvent(source.Key, events[i].Readiness | readiness);
            return;
        }

        events[filled++] = new PollEvent(source.Key, readiness);
    }

    // Each direction's end is an event of its own, and the other's may have come before.
    private bool HasEndedBothWays(long key, Readiness readiness)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out Watch? watch)) return false;
            watch.Ended |= readiness & (Readiness.Read | Readiness.Write);
            return watch.Ended == (Readiness.Read | Readiness.Write);
        }
    }

    private static Readiness Of(in KqueueEvent source)
    {
        bool hasEnded = (source.Flags & KqueueEvent.EndOfFile) != 0;
        // An error of the socket's, or of the filter's.
        if ((hasEnded && source.FilterFlags != 0) || (source.Flags & KqueueEvent.Error) != 0) return HungUp;
        if (source.Filter == KqueueEvent.Write) return Readiness.Write;
        return hasEnded ? Readiness.Read | Readiness.ShortReads : Readiness.Read;
    }

    private void Forget(Watch watch)
    {
        Set(watch.Fd, KqueueEvent.Read, KqueueEvent.Delete, watch.Key);
        Set(watch.Fd, KqueueEvent.Write, KqueueEvent.Delete, watch.Key);
    }

    private int Set(int descriptor, short filter, ushort flags, long key) =>
        Change(new KqueueEvent { Descriptor = descriptor, Filter = filter, Flags = flags, Key = (nint)key });

    // Without room for events the call takes none, and a change that fails is its error.
    private int Change(in KqueueEvent change)
    {
        int size = _calls.EventSize;
        byte* memory = stackalloc byte[size];
        new Span<byte>(memory, size).Clear();
        *(KqueueEvent*)memory = change;
        var now = default(KqueueTime);
        return _calls.Exchange(_queue, memory, 1, null, 0, &now) >= 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static MultiplexerException Refusal(int descriptor, int error) => new($"kevent of fd {descriptor}", error);

    private sealed class Watch(IMultiplexer multiplexer, SafeHandle handle, long key, int descriptor) : Registration(multiplexer, handle, key)
    {
        public int Fd => descriptor;

        public Readiness Ended { get; set; }
    }
}

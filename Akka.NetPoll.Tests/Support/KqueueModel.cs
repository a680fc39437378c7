using System.Runtime.InteropServices;
using Akka.NetPoll.Multiplexing;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A model of kqueue(2), as its manual page describes what the backend uses of it, over the real sockets of this system.</summary>
/// <remarks>
/// Filters are cleared when they are reported (EV_CLEAR): what has changed since is found by an edge-triggered epoll, which also
/// forgets descriptors that have been closed. A change that fails is the call's error. Reading and writing are events of their own.
/// </remarks>
internal sealed unsafe class KqueueModel(int eventSize, short userFilter) : IKqueueCalls
{
    private const int MostAtOnce = 128;
    private const int NoEntry = 2; // ENOENT: a filter that there is none of.

    private readonly Lock _gate = new();
    private readonly Dictionary<(int Descriptor, short Filter), nint> _keys = [];
    private readonly Queue<KqueueEvent> _pending = new();
    private readonly HashSet<(int, short)> _isPending = [];
    private int _epoll, _user;
    private bool _isTriggered;

    public int EventSize => eventSize;

    public short UserFilter => userFilter;

    public int Open()
    {
        _user = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        _epoll = epoll_create1(EPOLL_CLOEXEC);
        var request = new epoll_event { events = EPOLLIN };
        request.data.fd = _user;
        epoll_ctl(_epoll, EPOLL_CTL_ADD, _user, &request);
        return _epoll;
    }

    public int Exchange(int queue, byte* changes, int changed, byte* events, int room, KqueueTime* timeout)
    {
        lock (_gate)
        {
            for (int i = 0; i < changed; i++)
            {
                int error = Change(*(KqueueEvent*)(changes + (i * eventSize)));
                if (error != 0) return Failed(error);
            }
        }

        if (room == 0) return 0;
        epoll_event* found = stackalloc epoll_event[MostAtOnce];
        int milliseconds = timeout is null ? -1 : (int)((timeout->Seconds * 1000) + (timeout->Nanoseconds / 1_000_000));
        while (true)
        {
            lock (_gate)
            {
                int count = Take(events, room);
                if (count > 0) return count;
            }

            int ready = epoll_wait(_epoll, found, MostAtOnce, milliseconds);
            if (ready < 0) return Failed(errno);
            lock (_gate)
            {
                for (int i = 0; i < ready; i++) Note(found[i].data.fd, found[i].events);
                if (ready == 0) return Take(events, room);
            }
        }
    }

    public void Close(int queue)
    {
        close(_epoll);
        close(_user);
    }

    private static int Failed(int error)
    {
        Marshal.SetLastPInvokeError(error);
        return -1;
    }

    private int Change(KqueueEvent change)
    {
        if (change.Filter == userFilter)
        {
            if ((change.FilterFlags & KqueueEvent.Trigger) == 0) return 0;
            _isTriggered = true;
            ulong one = 1;
            write(_user, &one, sizeof(ulong));
            return 0;
        }

        (int, short) filter = ((int)change.Descriptor, change.Filter);
        if ((change.Flags & KqueueEvent.Delete) != 0) return Delete(filter);
        bool isKnown = epoll_ctl(_epoll, EPOLL_CTL_DEL, filter.Item1, null) == 0;
        if (!isKnown) Forget(filter.Item1); // It has been closed, and its number is another file's.
        _keys[filter] = change.Key;
        var request = new epoll_event { events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET };
        request.data.fd = filter.Item1;
        return epoll_ctl(_epoll, EPOLL_CTL_ADD, filter.Item1, &request) == 0 ? 0 : errno;
    }

    private int Delete((int Descriptor, short Filter) filter)
    {
        if (!_keys.Remove(filter)) return NoEntry;
        bool isLast = !_keys.Keys.Any(other => other.Descriptor == filter.Descriptor);
        return isLast && epoll_ctl(_epoll, EPOLL_CTL_DEL, filter.Descriptor, null) != 0 ? errno : 0;
    }

    private void Forget(int descriptor)
    {
        foreach ((int, short) filter in _keys.Keys.Where(known => known.Descriptor == descriptor).ToArray()) _keys.Remove(filter);
    }

    private void Note(int descriptor, int events)
    {
        if (descriptor == _user)
        {
            ulong ignored;
            read(_user, &ignored, sizeof(ulong));
            return;
        }

        uint error = (events & EPOLLERR) != 0 ? 104u : 0; // ECONNRESET; the real one tells the socket's.
        bool hasHungUp = (events & (EPOLLHUP | EPOLLERR)) != 0;
        if ((events & (EPOLLIN | EPOLLRDHUP)) != 0 || hasHungUp) Note(descriptor, KqueueEvent.Read, hasHungUp || (events & EPOLLRDHUP) != 0, error);
        if ((events & EPOLLOUT) != 0 || hasHungUp) Note(descriptor, KqueueEvent.Write, hasHungUp, error);
    }

    private void Note(int descriptor, short filter, bool hasEnded, uint error)
    {
        if (!_keys.TryGetValue((descriptor, filter), out nint key) || !_isPending.Add((descriptor, filter))) return;
        ushort flags = KqueueEvent.Clear;
        if (hasEnded) flags |= KqueueEvent.EndOfFile;
        _pending.Enqueue(new KqueueEvent { Descriptor = descriptor, Filter = filter, Flags = flags, FilterFlags = error, Key = key });
    }

    private int Take(byte* events, int room)
    {
        int count = 0;
        if (_isTriggered) Put(events, count++, new KqueueEvent { Filter = userFilter });
        _isTriggered = false;
        while (count < room && _pending.TryDequeue(out KqueueEvent next))
        {
            _isPending.Remove(((int)next.Descriptor, next.Filter));
            if (_keys.TryGetValue(((int)next.Descriptor, next.Filter), out nint key) && key == next.Key) Put(events, count++, next);
        }

        return count;
    }

    private void Put(byte* events, int at, KqueueEvent value) => *(KqueueEvent*)(events + (at * eventSize)) = value;
}

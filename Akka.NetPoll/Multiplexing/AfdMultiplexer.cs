using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Akka.NetPoll.Multiplexing;

/// <summary>Windows: polls of AFD, the driver beneath Winsock, that complete through an I/O completion port. Level-triggered, one-shot.</summary>
/// <remarks>
/// Windows has no queue of readiness, but select and WSAPoll are made of one request to AFD, which can also be sent without waiting.
/// Each watched socket has up to three of them in flight (<see cref="AfdWatch"/>); to wait is to take completions from the port. As
/// wepoll, mio and libuv found out.
/// <para>The gate is taken before a watch's own, never after. Arm takes only the latter, so that workers that arm different sockets do
/// not meet.</para>
/// </remarks>
[SupportedOSPlatform("windows")]
internal sealed unsafe class AfdMultiplexer : IMultiplexer
{
    private const int EventsPerWait = 128;
    private const int NoWake = 0, WakePosted = 1, WakeTaken = 2;
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<nint, AfdWatch> _watched = []; // By AFD's handle, so that no socket is watched twice.
    private readonly List<AfdDevice> _devices = [];
    private readonly Stack<AfdDevice> _withRoom = [];
    private readonly CompletionPort _port = new(EventsPerWait);
    private int _wake; // Taken: by a Wait that did not block, for the next one that does.
    private long _waits; // Counts what was taken from the port; the waiter's.
    private bool _disposed;

    public AfdMultiplexer()
    {
        try
        {
            _withRoom.Push(OpenDevice()); // Here, so that a system without AFD is told at once.
        }
        catch (MultiplexerException)
        {
            Dispose();
            throw;
        }
    }

    public bool IsEdgeTriggered => false;

    public AddResult Add(SafeHandle handle, long key)
    {
        int number = Registration.Number(handle);
        if (number < 0) return Refusal(number, AfdCalls.InvalidHandle);
        int error = AfdCalls.FindBase(handle.DangerousGetHandle(), out nint socket);
        if (error != 0) return Refusal(number, error);
        lock (_gate)
        {
            if (_disposed) return Refusal(number, AfdCalls.InvalidHandle);
            // One that was closed too early has left its number to this one.
            if (_watched.TryGetValue(socket, out AfdWatch? old) && !old.Handle.IsClosed) return Refusal(number, AfdCalls.AlreadyExists);
            try
            {
                return Begin(new AfdWatch(this, _port, handle, key) { Socket = socket, Device = DeviceWithRoom() });
            }
            catch (MultiplexerException noDevice)
            {
                return noDevice;
            }
        }
    }

    public void Remove(Registration registration)
    {
        var watch = (AfdWatch)registration;
        lock (_gate)
        {
            if (!watch.End() || _disposed) return;
            if (_watched.TryGetValue(watch.Socket, out AfdWatch? known) && known == watch) _watched.Remove(watch.Socket);
            watch.Cancel();
            if (watch.Device.GiveBack()) _withRoom.Push(watch.Device);
        }
    }

    public void Arm(Registration registration, Readiness readiness) => ((AfdWatch)registration).Arm(readiness);

    public int Wait(Span<PollEvent> events, TimeSpan timeout)
    {
        int milliseconds = PollTimeout.Milliseconds(timeout);
        long begun = milliseconds > 0 ? Stopwatch.GetTimestamp() : 0;
        int left = milliseconds;
        while (true)
        {
            bool woken = milliseconds != 0 && Interlocked.CompareExchange(ref _wake, NoWake, WakeTaken) == WakeTaken;
            int count = _port.Take(events.Length, woken ? 0 : left);
            int filled = Collect(count, events, out bool wokenNow);
            if (wokenNow) Volatile.Write(ref _wake, milliseconds == 0 ? WakeTaken : NoWake);
            if (filled > 0 || woken || wokenNow || milliseconds == 0) return filled;
            // What came was of no interest, or the system's clock, which ticks in more than milliseconds, was early.
            if (milliseconds > 0 && (left = Left(milliseconds, begun)) <= 0) return 0;
        }
    }

    public void Wake()
    {
        if (Interlocked.CompareExchange(ref _wake, WakePosted, NoWake) != NoWake) return;
        lock (_gate)
        {
            if (!_disposed && !_port.Post(null)) Volatile.Write(ref _wake, NoWake);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (AfdWatch watch in _watched.Values)
            {
                watch.End();
                watch.Cancel();
            }

            _watched.Clear();
            TakeAllBack();
            foreach (AfdDevice device in _devices) AfdCalls.CloseHandle(device.Handle);
            _port.Dispose();
        }
    }

    // What the kernel has not given back would be left to it: lost, but not written to after it was freed.
    private void TakeAllBack()
    {
        long begun = Stopwatch.GetTimestamp();
        while (_port.InFlight > 0 && Stopwatch.GetElapsedTime(begun) < CancelLimit) Collect(_port.Take(EventsPerWait, 100), default, out _);
    }

    private int Collect(int count, Span<PollEvent> events, out bool woken)
    {
        _waits++;
        woken = false;
        int filled = 0;
        for (int i = 0; i < count; i++)
        {
            AfdPoll* poll = _port.Taken(i);
            if (poll is null)
            {
                woken = true;
                continue;
            }

            AfdWatch watch = poll->Watch;
            Readiness readiness = watch.Complete(poll);
            if (readiness == Readiness.None) continue;
            if (watch.Reported.Wait == _waits)
            {
                ref PollEvent earlier = ref events[watch.Reported.At];
                earlier = earlier with { Readiness = earlier.Readiness | readiness };
                continue;
            }

            watch.Reported = (_waits, filled);
            events[filled++] = new PollEvent(watch.Key, readiness);
        }

        return filled;
    }

    private AddResult Begin(AfdWatch watch)
    {
        int status = watch.Begin();
        if (status < 0) return Refusal(watch.Descriptor, AfdCalls.ErrorOf(status));
        watch.Device.Take();
        if (watch.Device.IsFull) _withRoom.Pop();
        _watched[watch.Socket] = watch;
        return watch;
    }

    private AfdDevice DeviceWithRoom()
    {
        if (_withRoom.Count == 0) _withRoom.Push(OpenDevice());
        return _withRoom.Peek();
    }

    private AfdDevice OpenDevice()
    {
        var device = new AfdDevice(_port);
        _devices.Add(device);
        return device;
    }

    private static int Left(int milliseconds, long begun) =>
        milliseconds - (int)Math.Min(int.MaxValue, Stopwatch.GetElapsedTime(begun).Ticks / TimeSpan.TicksPerMillisecond);

    private static MultiplexerException Refusal(int number, int error) => new($"AFD poll of fd {number}", error);
}

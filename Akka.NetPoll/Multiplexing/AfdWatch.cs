using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Akka.NetPoll.Multiplexing;

/// <summary>A socket that <see cref="AfdMultiplexer"/> watches, and its polls: one for each direction, and one for a hang-up.</summary>
/// <remarks>
/// <para>A poll for each, so that none in flight is ever changed: to arm a direction is one call, or none if its poll is in flight
/// already. Changing one would take a cancellation, the thread that waits, and a second call.</para>
/// <para>Each poll is in flight at most once. The completion of each one that was begun comes through the port once, however it ended,
/// also after the removal: the last of them frees the memory.</para>
/// Any thread arms; completions are taken by the one that waits. Both under the gate.
/// </remarks>
[SupportedOSPlatform("windows")]
internal sealed unsafe class AfdWatch : Registration
{
    private const int Cancelled = unchecked((int)0xC0000120); // NTSTATUS
    private const Readiness Both = Readiness.Read | Readiness.Write;
    private const int HangUpPoll = 0, ReadPoll = 1, WritePoll = 2, Polls = 3;

    private readonly Lock _gate = new();
    private readonly CompletionPort _port;
    private AfdPoll* _polls;
    private GCHandle _self;
    private Readiness _armed;
    private int _inFlight;
    private bool _hasHungUp, _isOver; // Over: removed, or the socket has been closed.

    public AfdWatch(AfdMultiplexer multiplexer, CompletionPort port, SafeHandle handle, long key)
        : base(multiplexer, handle, key) => _port = port;

    /// <summary>What AFD knows the socket by.</summary>
    public required nint Socket { get; init; }

    public required AfdDevice Device { get; init; }

    /// <summary>The wait in which it was last reported, and where among its events: those of one wait become one. The waiter's own.</summary>
    public (long Wait, int At) Reported { get; set; }

    /// <summary>Begins to watch for a hang-up.</summary>
    /// <returns>An NTSTATUS; after a failure nothing is watched.</returns>
    public int Begin()
    {
        _self = GCHandle.Alloc(this);
        _polls = (AfdPoll*)NativeMemory.AllocZeroed(Polls, (nuint)sizeof(AfdPoll));
        for (int i = 0; i < Polls; i++) _polls[i].Owner = GCHandle.ToIntPtr(_self);
        (_polls[HangUpPoll].Asks, _polls[ReadPoll].Asks, _polls[WritePoll].Asks) = (Readiness.HangUp, Readiness.Read, Readiness.Write);
        lock (_gate)
        {
            int status = TryBegin(&_polls[HangUpPoll]);
            if (status < 0) FreeIfEnded();
            return status;
        }
    }

    public void Arm(Readiness readiness)
    {
        lock (_gate)
        {
            if (_isOver) return;
            _armed |= readiness & Both;
            BeginWanted();
        }
    }

    /// <summary>Nothing is reported from here on; what is in flight is cancelled, and its completions free the memory.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            (_isOver, _armed) = (true, Readiness.None);
            for (int i = 0; i < Polls && _polls is not null; i++)
            {
                if (_polls[i].InFlight) AfdCalls.CancelPoll(Device.Handle, &_polls[i]);
            }

            FreeIfEnded();
        }
    }

    /// <summary>A poll of this watch's has come back through the port.</summary>
    /// <returns>What is to be reported.</returns>
    public Readiness Complete(AfdPoll* poll)
    {
        lock (_gate)
        {
            Count(poll, inFlight: false);
            // A socket that has been closed too early: it has left AFD by itself, and is only waited for to be removed.
            if (AfdCalls.IsNoSocket(poll->Status) || (poll->Status == AfdCalls.Success && (poll->Reported & AfdCalls.Events.LocalClose) != 0)) _isOver = true;
            if (_isOver)
            {
                FreeIfEnded();
                return Readiness.None;
            }

            // Begun again at once it would fail again; the next Arm tries it.
            if (poll->Asks == Readiness.HangUp && poll->Status is not (AfdCalls.Success or Cancelled)) return Readiness.None;
            Readiness told = Take(Of(poll));
            BeginWanted();
            return told;
        }
    }

    // Disarms what it reports. The other poll of a hang-up completes too, and finds that it has been told.
    private Readiness Take(Readiness reported)
    {
        bool hangsUp = (reported & Readiness.HangUp) != 0 && !_hasHungUp;
        if ((reported & _armed) == 0 && !hangsUp) return Readiness.None;
        Readiness told = reported & (_armed | Readiness.HangUp);
        _armed &= ~told;
        _hasHungUp |= hangsUp;
        return told;
    }

    private static Readiness Of(AfdPoll* poll)
    {
        // Its thread has ended, it may be; it is begun anew. Any other failure is an event that the next system call will explain.
        if (poll->Status == Cancelled) return Readiness.None;
        if (poll->Status != AfdCalls.Success) return poll->Asks & Both;
        AfdCalls.Events events = poll->Reported;
        Readiness readiness = Readiness.None;
        if ((events & (AfdCalls.Events.Receive | AfdCalls.Events.ReceiveExpedited | AfdCalls.Events.Accept | AfdCalls.Events.Disconnect)) != 0) readiness |= Readiness.Read;
        if ((events & AfdCalls.Events.Send) != 0) readiness |= Readiness.Write;
        if ((events & (AfdCalls.Events.Abort | AfdCalls.Events.ConnectFail)) != 0) readiness |= Both | Readiness.HangUp;
        return readiness;
    }

    private void BeginWanted()
    {
        if (!_hasHungUp) Begin(&_polls[HangUpPoll]);
        if ((_armed & Readiness.Read) != 0) Begin(&_polls[ReadPoll]);
        if ((_armed & Readiness.Write) != 0) Begin(&_polls[WritePoll]);
    }

    private void Begin(AfdPoll* poll)
    {
        if (poll->InFlight) return;
        int status = TryBegin(poll);
        if (status >= 0) return;
        // Refused, it will not complete, so it is completed here: the thread that waits finds the status.
        poll->Block.Status = status;
        Count(poll, inFlight: true);
        // Where the system has memory for neither, the next Arm tries again.
        if (!_port.Post(poll)) Count(poll, inFlight: false);
    }

    private int TryBegin(AfdPoll* poll)
    {
        poll->Ask(Socket);
        Count(poll, inFlight: true); // First, for it may complete before the call has returned.
        int status = AfdCalls.BeginPoll(Device.Handle, poll);
        if (status < 0) Count(poll, inFlight: false);
        return status;
    }

    private void Count(AfdPoll* poll, bool inFlight)
    {
        poll->InFlight = inFlight;
        _inFlight += inFlight ? 1 : -1;
        _port.Count(inFlight ? 1 : -1);
    }

    private void FreeIfEnded()
    {
        if (_inFlight > 0 || _polls is null) return;
        NativeMemory.Free(_polls);
        _polls = null;
        _self.Free();
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Akka.NetPoll.Multiplexing;

/// <summary>One poll of AFD: what the kernel reads and writes while it is in flight, and what finds the watch again afterwards.</summary>
/// <remarks>
/// Memory that does not move. From BeginPoll until its completion has been taken from the port it is the kernel's: whatever becomes
/// of the watch, it is neither changed nor freed before.
/// </remarks>
[SupportedOSPlatform("windows")]
internal struct AfdPoll
{
    public AfdCalls.StatusBlock Block;
    public AfdCalls.PollRequest Request;
    public nint Owner; // A GCHandle of the AfdWatch.
    public Readiness Asks; // Read, Write or HangUp.
    public bool InFlight;

    public readonly AfdWatch Watch => (AfdWatch)GCHandle.FromIntPtr(Owner).Target!;

    /// <summary>A refusal or a cancellation; then Reported means nothing.</summary>
    public readonly int Status => (int)Block.Status;

    public readonly AfdCalls.Events Reported => Request.Count == 0 ? AfdCalls.Events.None : Request.Events;

    /// <summary>To be called before each BeginPoll, for the answer has been written over the question.</summary>
    public void Ask(nint socket) => Request = new AfdCalls.PollRequest
    {
        Timeout = long.MaxValue,
        Count = 1,
        Socket = socket,
        Events = EventsFor(Asks),
    };

    // AFD says of a reset connection neither that it can be read nor written, so each asks for that too.
    private static AfdCalls.Events EventsFor(Readiness asked) => AfdCalls.Events.Abort | AfdCalls.Events.ConnectFail | AfdCalls.Events.LocalClose | asked switch
    {
        Readiness.Read => AfdCalls.Events.Receive | AfdCalls.Events.ReceiveExpedited | AfdCalls.Events.Accept | AfdCalls.Events.Disconnect,
        Readiness.Write => AfdCalls.Events.Send,
        _ => AfdCalls.Events.None,
    };
}

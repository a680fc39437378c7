using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Runtime;

namespace Akka.NetPoll.Connections;

/// <summary>The dial of one connection: it goes on beside the connection's actor, which is told <see cref="Ended"/>.</summary>
/// <remarks>
/// Used by the actor's thread. Invariant: what the dial connects is either taken by the actor or closed by <see cref="Dispose"/>,
/// for both run on that thread, and what connects after the Dispose is closed when it does.
/// </remarks>
internal sealed class ConnectionDial : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Task<PollFd> _dial;
    private bool _taken;

    public ConnectionDial(DialRequest request, NetPollRuntime runtime, IActorRef self)
    {
        _dial = new Dial(request, runtime.Loop, runtime.Workers).ConnectAsync(_cancellation.Token);
        _dial.ContinueWith(
            static (_, self) => ((IActorRef)self!).Tell(Ended.Instance, ActorRefs.NoSender),
            self, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>What was connected, which is the caller's from now on; null when nothing was, which ends the connection.</summary>
    public PollFd? Take(ConnectionActor connection)
    {
        try
        {
            return Take();
        }
        catch (OpenException failed)
        {
            connection.End(CloseReason.Error, failed);
            return null;
        }
    }

    /// <summary>The same, once Ended has been told.</summary>
    /// <exception cref="OpenException">Nothing was connected.</exception>
    public PollFd Take()
    {
        _taken = true;
        return _dial.GetAwaiter().GetResult();
    }

    /// <summary>Cancels the dial, unless its result has been taken.</summary>
    public void Dispose()
    {
        if (_taken) return;
        _taken = true;
        _cancellation.Cancel();
        Dial.CloseLate(_dial);
    }

    public sealed record Ended : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Ended Instance = new();
    }
}

using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

namespace Akka.NetPoll.Connections;

/// <summary>What CoordinatedShutdown does with the listeners, dialers and datagram sockets there are: first no new connections, then none at all.</summary>
/// <remarks>One task for each phase and system, for tasks cannot be taken back while listeners come and go.</remarks>
internal sealed class ConnectionsShutdown
{
    // Beyond the time that the connections are given: for the answer, which comes at once, on a busy machine.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IActorRef, Parent> _parents = new();
    private readonly TimeSpan _limit;

    public ConnectionsShutdown(ActorSystem system, TimeSpan limit)
    {
        _limit = limit;
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "netpoll-stop-accepting", UnbindAllAsync);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "netpoll-close-connections", CloseAllAsync);
    }

    public void AddListener(IActorRef listener) => _parents[listener] = new Parent(Listens: true);

    public void AddSocketOwner(IActorRef dialer) => _parents[dialer] = new Parent(Listens: false);

    public void Remove(IActorRef parent)
    {
        if (_parents.TryRemove(parent, out Parent? removed)) removed.Stopped.Cancel();
    }

    private Task<Done> UnbindAllAsync() => AskAllAsync(parent => parent.Listens, Tcp.Unbind.Instance, Grace);

    private Task<Done> CloseAllAsync() => AskAllAsync(_ => true, new CloseAll(_limit), _limit + Grace);

    private async Task<Done> AskAllAsync(Func<Parent, bool> which, object message, TimeSpan limit)
    {
        await Task.WhenAll(
            from entry in _parents
            where which(entry.Value)
            select AskAsync(entry.Key, message, limit, entry.Value.Stopped.Token)).ConfigureAwait(false);
        return Done.Instance;
    }

    // A listener without connections stops as soon as it is unbound: an actor that has stopped is not waited for.
    private static async Task AskAsync(IActorRef parent, object message, TimeSpan limit, CancellationToken stopped)
    {
        try
        {
            await parent.Ask<object>(message, limit, stopped).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AskTimeoutException or OperationCanceledException)
        {
            // The shutdown goes on in any case.
        }
    }

    private sealed record Parent(bool Listens)
    {
        public CancellationTokenSource Stopped { get; } = new();
    }

    /// <summary>Asks a listener or dialer to close its connections, and to reset what is left of them after the limit; a datagram socket's actor, to close. Answered Done.</summary>
    public sealed record CloseAll(TimeSpan Limit) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
}

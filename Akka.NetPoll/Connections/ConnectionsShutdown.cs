using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>What CoordinatedShutdown does with the listeners and dialers there are: first no new connections, then none at all.</summary>
/// <remarks>One task for each phase and system, for tasks cannot be taken back while listeners come and go.</remarks>
internal sealed class ConnectionsShutdown
{
    // Beyond the time that the connections are given: for the answer, which comes at once, on a busy machine.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IActorRef, bool> _parents = new(); // Whether it listens.
    private readonly TimeSpan _limit;

    public ConnectionsShutdown(ActorSystem system, TimeSpan limit)
    {
        _limit = limit;
        CoordinatedShutdown shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "netpoll-stop-accepting", UnbindAllAsync);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "netpoll-close-connections", CloseAllAsync);
    }

    public void AddListener(IActorRef listener) => _parents[listener] = true;

    public void AddDialer(IActorRef dialer) => _parents[dialer] = false;

    public void Remove(IActorRef parent) => _parents.TryRemove(parent, out _);

    private Task<Done> UnbindAllAsync() =>
        AskAsync(from parent in _parents where parent.Value select parent.Key, Tcp.Unbind.Instance, Grace);

    private Task<Done> CloseAllAsync() => AskAsync(_parents.Keys, new CloseAll(_limit), _limit + Grace);

    private static async Task<Done> AskAsync(IEnumerable<IActorRef> parents, object message, TimeSpan limit)
    {
        await Task.WhenAll(parents.Select(parent => AskOneAsync(parent, message, limit))).ConfigureAwait(false);
        return Done.Instance;
    }

    private static async Task AskOneAsync(IActorRef parent, object message, TimeSpan limit)
    {
        try
        {
            await parent.Ask<object>(message, limit).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            // It has stopped meanwhile, which is what was wanted; the shutdown goes on in any case.
        }
    }

    /// <summary>Asks a listener or dialer to close its connections, and to reset what is left of them after the limit. Answered Done.</summary>
    public sealed record CloseAll(TimeSpan Limit) : INoSerializationVerificationNeeded;
}

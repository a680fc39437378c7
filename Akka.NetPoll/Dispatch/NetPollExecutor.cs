using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.NetPoll.Dispatch;

/// <summary>Makes a dispatcher run on the workers that poll: the <c>executor</c> of any dispatcher, also of the default one.</summary>
/// <remarks>All dispatchers of a system that name it share the same workers; <c>akka.netpoll.workers</c> configures those.</remarks>
public sealed class NetPollExecutor(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    private const string Defaults = "Akka.NetPoll.akka.netpoll.conf";

    // By system, and not longer than it lives.
    private static readonly ConditionalWeakTable<ActorSystem, WorkerPool> Pools = [];

    /// <inheritdoc/>
    public override ExecutorService Produce(string id) => new WorkerExecutorService(id, PoolOf(Prerequisites.Settings.System));

    /// <summary>The workers of this system.</summary>
    internal static WorkerPool PoolOf(ActorSystem system) => Pools.GetValue(system, static system => NewPool(system));

    private static WorkerPool NewPool(ActorSystem system)
    {
        // The extension, which brings the defaults into the system's settings, may come later than the first dispatcher.
        Config config = system.Settings.Config.WithFallback(ConfigurationFactory.FromResource<NetPollExecutor>(Defaults));
        var target = new WeakReference<ActorSystem>(system);
        return new WorkerPool(WorkerSettings.From(config), cause => Report(target, cause));
    }

    private static void Report(WeakReference<ActorSystem> system, Exception cause)
    {
        if (!system.TryGetTarget(out ActorSystem? target)) return;
        target.EventStream.Publish(new Error(cause, nameof(NetPollExecutor), typeof(NetPollExecutor), "A runnable threw"));
    }
}

using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.NetPoll.Configuration;

namespace Akka.NetPoll.Dispatch;

/// <summary>Makes a dispatcher run on the workers that poll: the <c>executor</c> of any dispatcher, also of the default one.</summary>
/// <remarks>All dispatchers of a system that name it share the same workers; <c>akka.netpoll.workers</c> configures those.</remarks>
public sealed class NetPollExecutor(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    private const string Name = nameof(NetPollExecutor);

    private static readonly Type Source = typeof(NetPollExecutor);

    // By system, and not longer than it lives.
    private static readonly ConditionalWeakTable<ActorSystem, WorkerPool> Pools = [];

    /// <inheritdoc/>
    public override ExecutorService Produce(string id) => new WorkerExecutorService(id, PoolOf(Prerequisites.Settings.System));

    /// <summary>The workers of this system.</summary>
    internal static WorkerPool PoolOf(ActorSystem system) => Pools.GetValue(system, static system => NewPool(system));

    private static WorkerPool NewPool(ActorSystem system)
    {
        var settings = new WorkerSettings(SettingsReader.Of(system.Settings.Config, "workers"));
        var target = new WeakReference<ActorSystem>(system);
        return new WorkerPool(settings, cause => Report(target, new Error(cause, Name, Source, "A runnable threw")))
        {
            // Beside the monitor, which has to go on looking while all the actors are looked through; and not on the thread
            // pool, which may be as blocked as the workers are.
            ReportBlocked = (runnable, time, others) => new PoolThreads().TryStart(() => ReportBlocked(target, runnable, time, others), "akka.netpoll.warning"),
            ReportExhausted = threads => Report(target, new Error(null, Name, Source, Exhausted(threads))),
        };
    }

    private static void ReportBlocked(WeakReference<ActorSystem> system, IRunnable runnable, TimeSpan time, int others)
    {
        if (!system.TryGetTarget(out ActorSystem? target)) return;
        string message = $"{RunnableNames.Of(runnable, target)} has blocked a worker of akka.netpoll.workers for {time.TotalSeconds:F1} s"
            + $" ({others} others are blocked): each takes a thread; await instead, or give it a dispatcher of its own";
        Report(system, new Warning(Name, Source, message));
    }

    private static string Exhausted(int threads) =>
        $"All {threads} workers that akka.netpoll.workers.max-blocked allows are blocked: actors wait until one returns, sockets are still polled";

    private static void Report(WeakReference<ActorSystem> system, LogEvent report)
    {
        if (system.TryGetTarget(out ActorSystem? target)) target.EventStream.Publish(report);
    }
}

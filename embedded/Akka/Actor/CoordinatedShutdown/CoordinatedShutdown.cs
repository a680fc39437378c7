using System.Collections.Immutable;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Ends an application in order: phase by phase, all tasks of a phase at once, each phase within its time.</summary>
/// <remarks>
/// The phases and what each comes after are in the configuration, under akka.coordinated-shutdown. Any thread may call any
/// member. It runs once: whoever calls <see cref="Run"/> later gets the same task, and the first reason stays.
/// </remarks>
public sealed partial class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly Phases _phases;
    private readonly ILoggingAdapter _log;
    private readonly TaskCompletionSource<Done> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableDictionary<string, ImmutableList<ShutdownTask>> _tasks = ImmutableDictionary<string, ImmutableList<ShutdownTask>>.Empty;
    private Reason? _reason;

    internal CoordinatedShutdown(ExtendedActorSystem system, Phases phases)
    {
        System = system;
        _phases = phases;
        _log = Logging.GetLogger(system, GetType());
    }

    public ExtendedActorSystem System { get; }

    /// <summary>Why it runs; null while it does not.</summary>
    public Reason ShutdownReason => Volatile.Read(ref _reason)!;

    /// <summary>How long the phases that have tasks may take together.</summary>
    public TimeSpan TotalTimeout => _tasks.Keys.Aggregate(TimeSpan.Zero, (sum, phase) => sum + Timeout(phase));

    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task, also while it runs; one for a phase that has begun is not run any more.</summary>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!_phases.Knows(phase))
            throw new ConfigurationException($"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Ordered)}]. " +
                "All phases (along with their optional dependencies) must be defined in configuration.");
        ImmutableInterlocked.AddOrUpdate(ref _tasks, phase, [new ShutdownTask(taskName, task)], (_, tasks) => tasks.Add(new ShutdownTask(taskName, task)));
    }

    /// <summary>The time that the phase may take.</summary>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) => _phases[phase].Timeout;

    /// <summary>Runs all phases, or those from one on. The task fails if a phase does that may not be recovered from.</summary>
    /// <remarks>The tasks of the first phase are started before this returns.</remarks>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null) _ = RunPhases(_phases.From(fromPhase));
        return _done.Task;
    }

    private async Task RunPhases(IEnumerable<string> phases)
    {
        try
        {
            foreach (var phase in phases) await RunPhase(phase).ConfigureAwait(false);
            _done.SetResult(Done.Instance);
        }
        catch (Exception e)
        {
            _done.SetException(new AggregateException(e));
        }
    }

    private async Task RunPhase(string name)
    {
        var tasks = Volatile.Read(ref _tasks).GetValueOrDefault(name, []);
        _log.Debug("Performing phase [{0}] with [{1}] tasks: [{2}]", name, tasks.Count, string.Join(",", tasks.Select(task => task.Name)));
        if (tasks.IsEmpty) return;

        var phase = _phases[name];
        try
        {
            await Task.WhenAll(tasks.Select(task => RunTask(task, name, phase.Recover)).ToArray()).WaitAsync(phase.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException) when (phase.Recover)
        {
            _log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", name, phase.Timeout);
        }
    }

    private async Task RunTask(ShutdownTask task, string phase, bool recover)
    {
        try
        {
            await task.Run().ConfigureAwait(false);
        }
        catch (Exception e) when (recover)
        {
            _log.Warning("Task [{0}] failed in phase [{1}]: {2}", task.Name, phase, e.Message);
        }
    }

    private sealed record ShutdownTask(string Name, Func<Task<Done>> Run)
    {
        public override string ToString() => Name;
    }
}

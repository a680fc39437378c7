// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>A task scheduler's threads: a synchronization context's, for one.</summary>
internal sealed class TaskSchedulerExecutor(string id, TaskScheduler scheduler) : ExecutorService(id)
{
    public override void Execute(IRunnable run) =>
        Task.Factory.StartNew(static work => ((IRunnable)work).Run(), run, CancellationToken.None, TaskCreationOptions.None, scheduler);

    public override void Shutdown()
    {
        // The scheduler is not ours.
    }
}

/// <summary><c>task-executor</c> and <c>current-context-executor</c>. The context is that of the thread that asks first.</summary>
internal sealed class TaskSchedulerExecutorConfigurator(
    Config config, IDispatcherPrerequisites prerequisites, Func<TaskScheduler> scheduler) : ExecutorServiceConfigurator(config, prerequisites)
{
    private readonly TaskScheduler _scheduler = scheduler();

    public override ExecutorService Produce(string id) => new TaskSchedulerExecutor(id, _scheduler);
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>Runs an actor's tasks inside the actor: one at a time, with its context, as system messages.</summary>
/// <remarks>While a task started by <see cref="RunTask(Func{Task})"/> is under way the actor handles no other message.</remarks>
public class ActorTaskScheduler : TaskScheduler
{
    private readonly ActorCell _cell;

    internal ActorTaskScheduler(ActorCell cell) => _cell = cell;

    /// <summary>The message that the running task was started for.</summary>
    public object CurrentMessage { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs the function now, and its continuations in the actor; a failure is the actor's.</summary>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = InternalCurrentActorCellKeeper.Current
            ?? throw new InvalidOperationException("RunTask must be called from an actor context.");
        var scheduler = cell.TaskScheduler;
        cell.Dispatcher.Suspend(cell);
        scheduler.CurrentMessage = cell.CurrentMessage;
        scheduler.OnBeforeTaskStarted();
        var outer = new Task<Task>(asyncAction);
        outer.Start(scheduler); // inline: QueueTask knows that this is the actor's thread
        var inner = outer.IsFaulted ? Task.FromException(outer.Exception.InnerException) : outer.Result ?? Task.CompletedTask;
        if (inner.IsCompleted) scheduler.Finish(inner);
        else inner.ContinueWith(scheduler.Finish, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, scheduler);
    }

    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    internal void ExecuteTask(Task task) => TryExecuteTask(task);

    protected virtual void OnBeforeTaskStarted()
    {
    }

    protected virtual void OnAfterTaskCompleted()
    {
    }

    protected override IEnumerable<Task> GetScheduledTasks() => null;

    protected override void QueueTask(Task task)
    {
        var longRunning = (task.CreationOptions & TaskCreationOptions.LongRunning) != 0;
        if (!longRunning && InternalCurrentActorCellKeeper.Current == _cell) TryExecuteTask(task);
        else _cell.SendSystemMessage(new ActorTaskSchedulerMessage(this, task, CurrentMessage));
    }

    // Never: the thread that asks may be any thread.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Finish(Task task)
    {
        var failure = FailureOf(task);
        if (failure is null)
        {
            _cell.Dispatcher.Resume(_cell);
            _cell.CheckReceiveTimeout(CurrentMessage is not INotInfluenceReceiveTimeout);
        }
        else
        {
            _cell.SendSystemMessage(new ActorTaskSchedulerMessage(failure, CurrentMessage));
        }
        CurrentMessage = null;
        OnAfterTaskCompleted();
    }

    private static Exception FailureOf(Task task)
    {
        if (task.IsCanceled) return new TaskCanceledException(task);
        return task.Exception?.InnerExceptions.Count == 1 ? task.Exception.InnerException : task.Exception;
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

public partial class ActorCell
{
    private enum Readiness
    {
        Ready,
        Suspended,
        WaitingForChildren,
    }

    /// <summary>Handles a chain of system messages, and those set aside earlier as soon as the actor is ready for them.</summary>
    internal void SystemInvoke(SystemMessage messages)
    {
        while (messages is not null)
        {
            var message = messages;
            var rest = message.Next;
            message.Unlink();
            var before = CurrentReadiness();
            if (ShouldSetAside(message, before)) (Extras.SetAside ??= []).Add(message);
            else HandleSystemMessage(message);
            if (IsTerminated)
            {
                SendToDeadLetters(rest);
                return;
            }
            messages = CurrentReadiness() < before ? AppendSetAside(rest) : rest;
        }
    }

    private static bool ShouldSetAside(SystemMessage message, Readiness readiness) => readiness switch
    {
        Readiness.WaitingForChildren => message is IStashWhenWaitingForChildren,
        Readiness.Suspended => message is IStashWhenFailed,
        _ => false,
    };

    private Readiness CurrentReadiness()
    {
        if (_extras?.Children is { IsWaitingForChildren: true }) return Readiness.WaitingForChildren;
        return Mailbox.IsSuspended() ? Readiness.Suspended : Readiness.Ready;
    }

    private void HandleSystemMessage(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case Create create: Create(create.Failure); break;
                case Watch watch: AddWatcher(watch.Watchee, watch.Watcher); break;
                case Unwatch unwatch: RemWatcher(unwatch.Watchee, unwatch.Watcher); break;
                case DeathWatchNotification death: WatchedActorTerminated(death); break;
                case ActorTaskSchedulerMessage task: HandleTask(task); break;
                case Akka.Dispatch.SysMsg.Terminate: Terminate(); break;
                case Failed failed: HandleFailed(failed); break;
                case Recreate recreate: FaultRecreate(recreate.Cause); break;
                case Akka.Dispatch.SysMsg.Suspend: FaultSuspend(); break;
                case Resume resume: FaultResume(resume.CausedByFailure); break;
                case Supervise: break; // the child was taken in when it was made
                default: throw new NotSupportedException($"Unknown message {message.GetType().Name}");
            }
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
    }

    private void HandleTask(ActorTaskSchedulerMessage task)
    {
        CurrentMessage = task.Message;
        if (task.Exception is { } failure)
        {
            Mailbox.Resume(); // the task's own suspension; that of the failure follows
            HandleInvokeFailure(failure);
            return;
        }
        task.ExecuteTask();
        CurrentMessage = null;
    }

    private SystemMessage AppendSetAside(SystemMessage rest)
    {
        if (_extras?.SetAside is not { Count: > 0 } aside) return rest;
        SystemMessage first = null;
        for (var i = aside.Count - 1; i >= 0; i--)
        {
            aside[i].Next = first;
            first = aside[i];
        }
        aside.Clear();
        if (rest is null) return first;
        var last = rest;
        while (last.Next is not null) last = last.Next;
        last.Next = first;
        return rest;
    }

    private void SendToDeadLetters(SystemMessage messages)
    {
        for (messages = AppendSetAside(messages); messages is not null;)
        {
            var message = messages;
            messages = message.Next;
            message.Unlink();
            _system.Provider.DeadLetters.Tell(message, _self);
        }
    }
}

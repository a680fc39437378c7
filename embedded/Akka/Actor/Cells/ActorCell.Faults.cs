// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Runtime.ExceptionServices;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

public partial class ActorCell
{
    private bool IsFailed => _extras?.Perpetrator is not null;

    private void SetFailed(IActorRef perpetrator) => Extras.Perpetrator = perpetrator;

    private void ClearFailed()
    {
        if (_extras is not null) _extras.Perpetrator = null;
    }

    // The actor and all below it stop handling messages until the parent has decided.
    private void HandleInvokeFailure(Exception cause, IActorRef[] childrenNotToSuspend = null)
    {
        if (IsFailed) return; // one failure at a time: the parent decides on the first
        try
        {
            _dispatcher.Suspend(this);
            if (CurrentMessage is Failed)
            {
                SetFailed(_sender);
                childrenNotToSuspend = [.. childrenNotToSuspend ?? [], _sender];
            }
            else
            {
                SetFailed(_self);
            }
            SuspendChildren(childrenNotToSuspend);
            _parent.SendSystemMessage(new Failed(_self, cause, _self.Path.Uid));
        }
        catch (Exception e)
        {
            Publish(new Error(e, _self.Path.ToString(), ActorType, "Emergency stop: exception in failure handling for " + cause));
            StopChildren();
            FinishTerminate();
        }
    }

    private void HandleFailed(Failed failed)
    {
        CurrentMessage = failed;
        _sender = failed.Child.IsNobody() ? _system.DeadLetters : failed.Child;
        var stats = _extras?.Children?.StatsOf(failed.Child);
        if (stats is null)
        {
            Drop(failed, $"from unknown child {failed.Child}");
        }
        else if (stats.Child.Path.Uid != failed.Uid)
        {
            Drop(failed, $"from old child {failed.Child} (uid={stats.Child.Path.Uid} != {failed.Uid})");
        }
        else if (!_actor.SupervisorStrategyInternal.HandleFailure(this, failed.Child, failed.Cause, stats, _extras.Children.AllStats))
        {
            ExceptionDispatchInfo.Throw(failed.Cause); // escalate: the child's failure is this actor's
        }
        CurrentMessage = null;
    }

    private void Drop(Failed failed, string why) =>
        Publish(new Debug(_self.Path.ToString(), ActorType, $"Dropping Failed({failed.Cause}) {why}"));

    private void FaultSuspend()
    {
        _dispatcher.Suspend(this);
        SuspendChildren(null);
    }

    private void FaultResume(Exception causedByFailure)
    {
        if (_actor is null)
        {
            Publish(new Error(null, _self.Path.ToString(), GetType(), "Changing Resume into Create after " + causedByFailure));
            FaultCreate();
            return;
        }
        var perpetrator = _extras?.Perpetrator;
        try
        {
            _dispatcher.Resume(this);
        }
        finally
        {
            if (causedByFailure is not null) ClearFailed();
        }
        foreach (var child in GetChildArray()) child.Resume(child.Equals(perpetrator) ? causedByFailure : null);
    }

    // Nothing to restart: the actor could not be made. It is made once its children, if any, are gone.
    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        StopChildren();
        if (_extras?.Children?.SetReason(new SuspendReason.Creation()) != true) FinishCreate();
    }

    private void FinishCreate()
    {
        try
        {
            _dispatcher.Resume(this);
        }
        finally
        {
            ClearFailed();
        }
        try
        {
            Create(failure: null);
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            Publish(new Error(null, _self.Path.ToString(), GetType(), "Changing Recreate into Create after " + cause));
            FaultCreate();
        }
        else if (!IsNormal)
        {
            FaultResume(null); // stopping, or being made already
        }
        else
        {
            var failed = _actor;
            LogLifecycle("Restarting");
            PrepareRestart(failed, cause);
            if (_extras?.Children?.SetReason(new SuspendReason.Recreation(cause)) != true) FinishRecreate(cause);
        }
    }

    private void PrepareRestart(ActorBase failed, Exception cause)
    {
        var message = CurrentMessage;
        try
        {
            failed.AroundPreRestart(cause, message);
            _system.ActorPipelineResolver.ResolvePipeline(failed.GetType()).BeforeActorIncarnated(failed, this);
        }
        catch (Exception e)
        {
            Publish(new Error(new PreRestartException(_self, e, cause, message), _self.Path.ToString(), failed.GetType(), e.Message));
        }
        finally
        {
            ClearActor(failed);
        }
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = GetChildArray();
        try
        {
            try
            {
                _dispatcher.Resume(this);
            }
            finally
            {
                ClearFailed(); // or the next failure would go unnoticed
            }
            var fresh = NewActor();
            _actor = fresh; // before PostRestart has a chance to fail
            fresh.AroundPostRestart(cause, null);
            LogLifecycle("Restarted", fresh);
            if (_system.Settings.EmitActorTelemetry) _system.EventStream.Publish(new ActorRestarted(_self, _props.Type, cause));
            foreach (var child in survivors) child.Restart(cause);
        }
        catch (Exception e)
        {
            ClearActor(_actor); // so that PreRestart does not run again
            HandleInvokeFailure(new PostRestartException(_self, e, cause), survivors);
        }
    }
}

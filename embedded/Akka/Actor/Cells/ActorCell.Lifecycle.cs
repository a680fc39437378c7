// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

public partial class ActorCell
{
    /// <summary>Overridden by what makes its actors otherwise.</summary>
    protected virtual ActorBase CreateNewActorInstance()
    {
        var actor = _props.NewActor();
        _system.ActorPipelineResolver.ResolvePipeline(actor.GetType()).AfterActorIncarnated(actor, this);
        (actor as IInitializableActor)?.Init();
        return actor;
    }

    private ActorBase NewActor()
    {
        ClearBehaviors();
        _actorCleared = false;
        var actor = CreateNewActorInstance();
        actor.Unclear(); // a producer may give the same instance again
        actor.SupervisorStrategyInternal = _props.SupervisorStrategy;
        return actor;
    }

    private void Create(ActorInitializationException failure)
    {
        if (failure is not null) throw failure;
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            if (_extras is not null) CheckReceiveTimeout();
            LogLifecycle("Started", _actor);
            if (_system.Settings.EmitActorTelemetry) _system.EventStream.Publish(new ActorStarted(_self, _props.Type));
        }
        catch (Exception e)
        {
            if (_actor is not null)
            {
                ClearActor(_actor);
                _actor = null; // a later Recreate or Resume then knows that there is nothing to restart
            }
            throw new ActorInitializationException(_self, "Exception during creation", e);
        }
    }

    private void Terminate()
    {
        SetReceiveTimeout(null);
        CancelReceiveTimeout();
        UnwatchWatchedActors();
        StopChildren();
        var wasTerminating = IsTerminating;
        if (_extras?.Children is { } children && children.SetReason(SuspendReason.Termination.Instance))
        {
            if (wasTerminating) return;
            _dispatcher.Suspend(this); // no messages while the children stop
            SetFailed(_self); // and no failures
            LogLifecycle("Stopping");
            return;
        }
        FinishTerminate();
    }

    // Each step is taken, whatever the ones before threw.
    private void FinishTerminate()
    {
        if (_extras is not null) _extras.Children?.SetTerminated();
        var actor = _actor;
        try
        {
            if (actor is not null) StopActor(actor);
            if (_system.Settings.EmitActorTelemetry) _system.EventStream.Publish(new ActorStopped(_self, _props.Type));
        }
        catch (Exception e)
        {
            Publish(new Error(e, _self.Path.ToString(), ActorType, e.Message));
        }
        try
        {
            _dispatcher.Detach(this);
        }
        finally
        {
            _parent.SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true, addressTerminated: false));
            TellWatchersWeDied();
            UnwatchWatchedActors();
            LogLifecycle("Stopped");
            ClearActor(actor);
            _props = DeadProps;
            _actor = null;
        }
    }

    private void StopActor(ActorBase actor)
    {
        actor.AroundPostStop();
        _system.ActorPipelineResolver.ResolvePipeline(actor.GetType()).BeforeActorIncarnated(actor, this);
    }

    private void ClearActor(ActorBase actor)
    {
        if (actor is not null)
        {
            DisposeActor(actor);
            _props.Release(actor);
            actor.Clear(_system.DeadLetters);
        }
        _actorCleared = true;
        CurrentMessage = null;
        ClearBehaviors();
    }

    private void DisposeActor(ActorBase actor)
    {
        try
        {
            (actor as IDisposable)?.Dispose();
        }
        catch (Exception e)
        {
            _system.Log.Error(e, "An error occurred while disposing {0} actor. Reason: {1}", actor.GetType(), e.Message);
        }
    }

    private void LogLifecycle(string what, ActorBase actor = null)
    {
        if (!_system.Settings.DebugLifecycle) return;
        Publish(new Debug(_self.Path.ToString(), ActorType, actor is null ? what : $"{what} ({actor})"));
    }
}

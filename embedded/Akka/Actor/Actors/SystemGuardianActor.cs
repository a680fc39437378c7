// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The parent of the system's own actors, which outlive the user's.</summary>
public class SystemGuardianActor : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    private readonly IActorRef _userGuardian;
    private readonly HashSet<IActorRef> _hooks = [];

    public SystemGuardianActor(IActorRef userGuardian) => _userGuardian = userGuardian;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated terminated when _userGuardian.Equals(terminated.ActorRef):
                Become(Terminating);
                foreach (var hook in _hooks) hook.Tell(TerminationHook.Instance);
                StopWithoutHooks();
                break;
            case Terminated terminated:
                _hooks.Remove(terminated.ActorRef);
                break;
            case StopChild stop:
                Context.Stop(stop.Child);
                break;
            case RegisterTerminationHook when !ReferenceEquals(Sender, Context.System.DeadLetters):
                _hooks.Add(Sender);
                Context.Watch(Sender);
                break;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
        }
        return true;
    }

    // A restart must not stop the children.
    protected override void PreRestart(Exception reason, object message)
    {
    }

    // The user's actors have stopped; whoever asked for time is given it.
    private bool Terminating(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                _hooks.Remove(terminated.ActorRef);
                StopWithoutHooks();
                break;
            case TerminationHookDone:
                _hooks.Remove(Sender);
                StopWithoutHooks();
                break;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
        }
        return true;
    }

    private void StopWithoutHooks()
    {
        if (_hooks.Count > 0) return;
        var system = (Internal.ActorSystemImpl)Context.System;
        system.EventStream.StopDefaultLoggers(system);
        Context.Stop(Self);
    }
}

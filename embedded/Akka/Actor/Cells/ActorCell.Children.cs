// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

public partial class ActorCell
{
    internal ChildrenContainer Children => _extras?.Children;

    protected bool IsNormal => _extras?.Children is not { IsNormal: false };

    protected bool IsTerminating => _extras?.Children is { IsTerminating: true };

    private ChildrenContainer OwnChildren
    {
        get
        {
            var extras = Extras;
            return extras.Children ?? Interlocked.CompareExchange(ref extras.Children, new ChildrenContainer(), null) ?? extras.Children;
        }
    }

    public virtual IActorRef ActorOf(Props props, string name = null) => MakeChild(props, name, systemService: false);

    /// <summary>Makes a child from outside of the actor: any thread may.</summary>
    public virtual IActorRef AttachChild(Props props, bool isSystemService, string name = null) =>
        MakeChild(props, name, isSystemService);

    public IEnumerable<IInternalActorRef> GetChildren() => GetChildArray();

    IEnumerable<IActorRef> IActorContext.GetChildren() => GetChildArray();

    IActorRef IActorContext.Child(string name) => _extras?.Children?.Get(name) ?? (IActorRef)ActorRefs.Nobody;

    /// <summary>A name may end in <c>#uid</c>: then only that very child.</summary>
    public virtual IInternalActorRef GetSingleChild(string name)
    {
        if (_extras?.Children is not { } children) return ActorRefs.Nobody;
        var (plain, uid) = ActorPath.SplitUid(name);
        var child = children.Get(plain);
        return child is not null && (uid == UndefinedUid || child.Path.Uid == uid) ? child : ActorRefs.Nobody;
    }

    public void Stop(IActorRef child)
    {
        _extras?.Children?.ShallDie(child);
        ((IInternalActorRef)child).Stop();
    }

    public void ReserveChild(string name) => OwnChildren.Reserve(name);

    internal void InitChild(IInternalActorRef child) => OwnChildren.Add(child);

    private IInternalActorRef MakeChild(Props props, string name, bool systemService)
    {
        var children = OwnChildren;
        if (name is null) name = NextRandomName();
        else CheckName(name);
        if (IsTerminatedOrUnstarted()) throw new InvalidOperationException("Cannot create child while terminating or terminated");
        children.Reserve(name);
        IInternalActorRef child;
        try
        {
            child = _system.Provider.ActorOf(_system, props, _self, new ChildActorPath(_self.Path, name, NewUid()), systemService);
        }
        catch
        {
            children.Unreserve(name);
            throw;
        }
        if (IsFailed)
            for (var i = Mailbox.SuspendCount(); i > 0; i--) child.Suspend(); // a new child does not run before its parent does
        children.Add(child);
        child.Start();
        if (children.IsTerminating) child.Stop(); // made from outside while the parent stopped its children
        if (_system.Settings.DebugLifecycle)
            Publish(new Debug(_self.Path.ToString(), ActorType, "now supervising " + child.Path));
        return child;
    }

    private bool IsTerminatedOrUnstarted() => Mailbox is null || Mailbox.IsClosed();

    private static void CheckName(string name)
    {
        if (name.Length == 0) throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException($"Illegal actor name [{name}]. {ActorPath.ValidActorNameDescription}");
    }

    private static long NewUid() => Random.Shared.Next(1, int.MaxValue);

    private string NextRandomName() => Base64Names.Encode(Interlocked.Increment(ref Extras.NextName), "$");

    private IInternalActorRef[] GetChildArray() => _extras?.Children?.Snapshot() ?? [];

    // As there may be a million of them, and who is told may not care.
    private IEnumerable<IInternalActorRef> LazyChildren()
    {
        foreach (var child in GetChildArray()) yield return child;
    }

    private void StopChildren()
    {
        foreach (var child in GetChildArray()) Stop(child);
    }

    private void SuspendChildren(IActorRef[] exceptFor)
    {
        foreach (var child in GetChildArray())
            if (exceptFor is null || !exceptFor.Contains(child)) child.Suspend();
    }

    private void HandleChildTerminated(IActorRef child)
    {
        var reason = _extras.Children.Remove(child);
        if (_actor is not null)
        {
            try
            {
                _actor.SupervisorStrategyInternal.HandleChildTerminated(this, child, LazyChildren());
            }
            catch (Exception e)
            {
                Publish(new Error(e, _self.Path.ToString(), ActorType, "HandleChildTerminated failed"));
                HandleInvokeFailure(e);
            }
        }
        switch (reason)
        {
            case SuspendReason.Recreation recreation: FinishRecreate(recreation.Cause); break;
            case SuspendReason.Creation: FinishCreate(); break;
            case SuspendReason.Termination: FinishTerminate(); break;
        }
    }
}

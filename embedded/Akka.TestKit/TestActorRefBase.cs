using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>An actor that handles a message before the Tell returns, and whose instance a test can look at.</summary>
/// <remarks>Runs on <see cref="CallingThreadDispatcher"/> unless its Props name another dispatcher.</remarks>
public abstract class TestActorRefBase<TActor> : ICanTell, IEquatable<IActorRef>, IInternalActorRef
    where TActor : ActorBase
{
    private readonly ActorSystem _system;
    private readonly IInternalActorRef _ref;

    /// <summary>Creates the actor, as a child of the supervisor or of the user guardian.</summary>
    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null)
    {
        _system = system;
        _ref = InspectedActor.Create(system, actorProps, supervisor, name);
    }

    /// <summary>The plain reference of the actor.</summary>
    public IActorRef Ref => _ref;

    /// <inheritdoc/>
    public ActorPath Path => _ref.Path;

    /// <summary>The instance. A restart makes a new one.</summary>
    /// <exception cref="IllegalActorStateException">The actor is terminated.</exception>
    public TActor UnderlyingActor => (TActor)InspectedActor.InstanceOf(_ref, TestKitExtension.For(_system).DefaultTimeout);

    bool IActorRefScope.IsLocal => _ref.IsLocal;

    IInternalActorRef IInternalActorRef.Parent => _ref.Parent;

    IActorRefProvider IInternalActorRef.Provider => _ref.Provider;

    [Obsolete("Use Context.Watch and Receive<Terminated>")]
    bool IInternalActorRef.IsTerminated => _ref.IsTerminated;

    private ActorCell Cell => InspectedActor.CellOf(_ref);

    /// <summary>Has the actor handle a message now, past its mailbox; what it throws comes back here.</summary>
    public void Receive(object message, IActorRef? sender = null)
    {
        var cell = Cell;
        var envelope = new Envelope(message, sender.IsNobody() ? _system.DeadLetters : sender);
        cell.UseThreadContext(() => cell.ReceiveMessageForTest(envelope));
    }

    /// <summary>Tells the actor, in the name of the actor or test that calls.</summary>
    public void Tell(object message) => _ref.Tell(message);

    /// <inheritdoc/>
    public void Tell(object message, IActorRef sender) => _ref.Tell(message, sender);

    /// <summary>Passes the caller's current message on.</summary>
    public void Forward(object message) => _ref.Forward(message);

    /// <summary>Has the actor watch another.</summary>
    public void Watch(IActorRef subject) => Cell.Watch(subject);

    /// <summary>Has the actor stop watching another.</summary>
    public void Unwatch(IActorRef subject) => Cell.Unwatch(subject);

    /// <inheritdoc/>
    public bool Equals(IActorRef? other) => _ref.Equals(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => _ref.Equals(obj);

    /// <inheritdoc/>
    public override int GetHashCode() => _ref.GetHashCode();

    /// <summary>Compares by path.</summary>
    public int CompareTo(object? obj) => _ref.CompareTo(obj);

    /// <inheritdoc/>
    public override string ToString() => $"TestActor[{Path}]";

    /// <summary>Sends the actor a message of the system's own.</summary>
    public void SendSystemMessage(ISystemMessage message) => _ref.SendSystemMessage(message);

    /// <summary>As above; the sender is not used.</summary>
    public void SendSystemMessage(ISystemMessage message, IActorRef sender) => _ref.SendSystemMessage(message);

    /// <summary>The plain reference of the actor.</summary>
    public static IActorRef ToActorRef(TestActorRefBase<TActor> actorRef) => actorRef._ref;

    /// <summary>Whether both are the same actor.</summary>
    public static bool operator ==(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) =>
        testActorRef is null ? actorRef is null : testActorRef.Equals(actorRef);

    /// <summary>Whether they are different actors.</summary>
    public static bool operator !=(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) => !(testActorRef == actorRef);

    /// <summary>Whether both are the same actor.</summary>
    public static bool operator ==(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => testActorRef == actorRef;

    /// <summary>Whether they are different actors.</summary>
    public static bool operator !=(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => !(testActorRef == actorRef);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => _ref.CompareTo(other);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => _ref.GetChild(name);

    void IInternalActorRef.Resume(Exception causedByFailure) => _ref.Resume(causedByFailure);

    void IInternalActorRef.Start() => _ref.Start();

    void IInternalActorRef.Stop() => _ref.Stop();

    void IInternalActorRef.Restart(Exception cause) => _ref.Restart(cause);

    void IInternalActorRef.Suspend() => _ref.Suspend();
}

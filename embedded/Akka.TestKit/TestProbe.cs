using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>One more test actor with expectations of its own, to stand in for another actor; usable as its reference.</summary>
/// <remarks>Two probes are equal if their test actors are; so are a probe and its <see cref="Ref"/>.</remarks>
public class TestProbe : TestKitBase, INoImplicitSender, IInternalActorRef
{
    /// <summary>On a system that has a kit or is given its defaults now.</summary>
    public TestProbe(ActorSystem system, ITestKitAssertions assertions, string? testProbeName = null)
        : base(assertions, system, testProbeName)
    {
    }

    /// <summary>The probe's test actor.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>Who sent the last message that was received or peeked.</summary>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    bool IActorRefScope.IsLocal => Internal.IsLocal;

    IInternalActorRef IInternalActorRef.Parent => Internal.Parent;

    IActorRefProvider IInternalActorRef.Provider => Internal.Provider;

    [Obsolete("Use Context.Watch and Receive<Terminated>")]
    bool IInternalActorRef.IsTerminated => Internal.IsTerminated;

    private IInternalActorRef Internal => (IInternalActorRef)TestActor;

    /// <summary>Tells an actor in the probe's name.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Tells an actor in the name of the last message's sender.</summary>
    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    /// <summary>Passes the last message on in its sender's name.</summary>
    public void Forward(IActorRef actor) => actor.Tell(LastMessage, Sender);

    /// <summary>Answers the sender of the last message.</summary>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Creates a named child of the probe. The strategy is not used, as in the real kit.</summary>
    public IActorRef ChildActorOf<T>(
        string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), name, supervisorStrategy, cancellationToken);

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync<T>(
        string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOfAsync(Props.Create<T>(), name, supervisorStrategy, cancellationToken);

    /// <summary>Creates a child of the probe. The strategy is not used, as in the real kit.</summary>
    public IActorRef ChildActorOf<T>(SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), supervisorStrategy, cancellationToken);

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync<T>(
        SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOfAsync(Props.Create<T>(), supervisorStrategy, cancellationToken);

    /// <summary>Creates a named child of the probe.</summary>
    public IActorRef ChildActorOf<T>(string name, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), name, cancellationToken);

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync<T>(string name, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOfAsync(Props.Create<T>(), name, cancellationToken);

    /// <summary>Creates a child of the probe.</summary>
    public IActorRef ChildActorOf<T>(CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), cancellationToken);

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync<T>(CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOfAsync(Props.Create<T>(), cancellationToken);

    /// <summary>Always throws: probes come from a kit, not from each other.</summary>
    public override TestProbe CreateTestProbe(string? name = null) =>
        throw new NotSupportedException("Cannot create a TestProbe from a TestProbe");

    /// <summary>Compares by the test actor's path.</summary>
    public int CompareTo(object? obj) => TestActor.CompareTo(obj);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => TestActor.Equals(obj);

    /// <inheritdoc/>
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"TestProbe({TestActor})";

    /// <summary>Sends the test actor a message of the system's own.</summary>
    public void SendSystemMessage(ISystemMessage message) => Internal.SendSystemMessage(message);

    /// <summary>As above; the sender is not used.</summary>
    public void SendSystemMessage(ISystemMessage message, IActorRef sender) => Internal.SendSystemMessage(message);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);

    void ICanTell.Tell(object message, IActorRef sender) => TestActor.Tell(message, sender);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => Internal.GetChild(name);

    void IInternalActorRef.Resume(Exception causedByFailure) => Internal.Resume(causedByFailure);

    void IInternalActorRef.Start() => Internal.Start();

    void IInternalActorRef.Stop() => Internal.Stop();

    void IInternalActorRef.Restart(Exception cause) => Internal.Restart(cause);

    void IInternalActorRef.Suspend() => Internal.Suspend();
}

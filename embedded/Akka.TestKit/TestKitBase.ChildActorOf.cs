using Akka.Actor;
using Akka.TestKit.Internal;
using Akka.Util;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Creates a named child of the test actor. The strategy is not used, as in the real kit.</summary>
    public IActorRef ChildActorOf(
        Props props, string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Child(WaitMode.Block, new TestActor.Spawn(props, name, supervisorStrategy), cancellationToken).Result();

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync(
        Props props, string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Child(WaitMode.Await, new TestActor.Spawn(props, name, supervisorStrategy), cancellationToken).AsTask();

    /// <summary>Creates a child of the test actor. The strategy is not used, as in the real kit.</summary>
    public IActorRef ChildActorOf(
        Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Child(WaitMode.Block, new TestActor.Spawn(props, Option<string>.None, supervisorStrategy), cancellationToken).Result();

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync(
        Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        Child(WaitMode.Await, new TestActor.Spawn(props, Option<string>.None, supervisorStrategy), cancellationToken).AsTask();

    /// <summary>Creates a named child of the test actor.</summary>
    public IActorRef ChildActorOf(Props props, string name, CancellationToken cancellationToken = default) =>
        Child(WaitMode.Block, new TestActor.Spawn(props, name, Option<SupervisorStrategy>.None), cancellationToken).Result();

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync(Props props, string name, CancellationToken cancellationToken = default) =>
        Child(WaitMode.Await, new TestActor.Spawn(props, name, Option<SupervisorStrategy>.None), cancellationToken).AsTask();

    /// <summary>Creates a child of the test actor.</summary>
    public IActorRef ChildActorOf(Props props, CancellationToken cancellationToken = default) =>
        Child(
            WaitMode.Block,
            new TestActor.Spawn(props, Option<string>.None, Option<SupervisorStrategy>.None),
            cancellationToken).Result();

    /// <summary>As ChildActorOf, without blocking.</summary>
    public Task<IActorRef> ChildActorOfAsync(Props props, CancellationToken cancellationToken = default) =>
        Child(
            WaitMode.Await,
            new TestActor.Spawn(props, Option<string>.None, Option<SupervisorStrategy>.None),
            cancellationToken).AsTask();

    private ValueTask<IActorRef> Child(WaitMode mode, TestActor.Spawn spawn, CancellationToken cancellationToken)
    {
        _testActor.Tell(spawn);
        return Expect<IActorRef>(mode, null, null, null, cancellationToken);
    }
}

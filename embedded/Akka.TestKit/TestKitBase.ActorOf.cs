using System.Linq.Expressions;
using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Creates a top-level actor of the system under test.</summary>
    public IActorRef ActorOf(Props props) => _system.ActorOf(props, null);

    /// <summary>Creates a named top-level actor of the system under test.</summary>
    public IActorRef ActorOf(Props props, string? name) => _system.ActorOf(props, name);

    /// <summary>Creates a top-level actor with the type's own constructor.</summary>
    public IActorRef ActorOf<TActor>()
        where TActor : ActorBase, new() => _system.ActorOf(Props.Create<TActor>(), null);

    /// <summary>Creates a named top-level actor with the type's own constructor.</summary>
    public IActorRef ActorOf<TActor>(string? name)
        where TActor : ActorBase, new() => _system.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Creates a top-level actor by an expression that is a constructor's call.</summary>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase => _system.ActorOf(Props.Create(factory), null);

    /// <summary>Creates a named top-level actor by an expression that is a constructor's call.</summary>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string? name)
        where TActor : ActorBase => _system.ActorOf(Props.Create(factory), name);

    /// <summary>Selects actors of the system under test.</summary>
    public ActorSelection ActorSelection(ActorPath actorPath) => _system.ActorSelection(actorPath);

    /// <summary>Selects actors of the system under test.</summary>
    public ActorSelection ActorSelection(string actorPath) => _system.ActorSelection(actorPath);

    /// <summary>Selects actors by their path from an anchor.</summary>
    public ActorSelection ActorSelection(IActorRef anchorRef, string actorPath) => _system.ActorSelection(anchorRef, actorPath);

    /// <summary>Makes a probe: a kit of its own on the system under test.</summary>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(_system, name);

    /// <summary>Makes a probe on another system.</summary>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name!);

    /// <summary>Makes a latch whose limits are dilated; its default limit is akka.test.default-timeout.</summary>
    public virtual TestLatch CreateTestLatch(int count = 1) => new(Dilated, count, _settings.DefaultTimeout);

    /// <summary>Makes a barrier whose limits are dilated; its default limit is akka.test.default-timeout.</summary>
    public TestBarrier CreateTestBarrier(int count) => new(this, count, _settings.DefaultTimeout);
}

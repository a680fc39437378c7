using Akka.Actor;
using Akka.Configuration;

namespace Akka.Embedded.Specs.Support;

/// <summary>What the specs of actors share: a silent system, generous limits, actors made of a lambda.</summary>
public abstract class ActorSpec : Akka.TestKit.Xunit2.TestKit
{
    /// <summary>How long anything that must happen may take on a busy machine.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly Config Quiet = ConfigurationFactory.ParseString("""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.test.single-expect-default = 20s
        akka.test.filter-leeway = 20s
        """);

    protected ActorSpec()
        : base(Quiet)
    {
    }

    protected ActorSpec(string hocon)
        : base(ConfigurationFactory.ParseString(hocon).WithFallback(Quiet))
    {
    }

    protected static Props Lambda(Action<IUntypedActorContext, object> receive) => Props.Create(() => new LambdaActor(receive));

    protected IActorRef Spawn(Action<IUntypedActorContext, object> receive) => Sys.ActorOf(Lambda(receive));

    /// <summary>A parent that supervises by <paramref name="strategy"/>; <see cref="ChildOf"/> gives it children.</summary>
    protected IActorRef SpawnParent(SupervisorStrategy strategy) => Sys.ActorOf(Props.Create(() => new ParentActor(strategy)));

    protected IActorRef ChildOf(IActorRef parent, Props props, string? name = null)
    {
        parent.Tell(new ParentActor.Start(props, name), TestActor);
        return ExpectMsg<ParentActor.Started>().Child;
    }

    /// <summary>Stops the child; when this returns, it takes no further message.</summary>
    protected void StopChild(IActorRef parent, IActorRef child)
    {
        parent.Tell(new ParentActor.Stop(child), TestActor);
        ExpectMsg<ParentActor.Stop>();
    }
}

using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.DeathWatch;

/// <summary>A watcher that does not handle Terminated dies with the watched.</summary>
public sealed class DeathPactSpec : ActorSpec
{
    [Fact]
    public void An_unhandled_Terminated_throws_a_DeathPactException()
    {
        var parent = SpawnParent(new OneForOneStrategy(failure =>
        {
            TestActor.Tell(failure);
            return Directive.Stop;
        }));
        var watched = Spawn((_, _) => { });
        var watcher = Watch(ChildOf(parent, Props.Create(() => new Pact(watched, TestActor))));
        ExpectMsg("watching");

        Sys.Stop(watched);

        ExpectMsg<DeathPactException>().DeadActor.Should().Be(watched);
        ExpectTerminated(watcher);
    }

    [Fact]
    public void The_default_supervision_stops_the_watcher()
    {
        var watched = Spawn((_, _) => { });
        var watcher = Watch(Sys.ActorOf(Props.Create(() => new Pact(watched, TestActor))));
        ExpectMsg("watching");

        Sys.Stop(watched);

        ExpectTerminated(watcher);
    }

    [Fact]
    public void A_child_that_ends_unwatched_troubles_nobody()
    {
        var parent = SpawnParent(SupervisorStrategy.DefaultStrategy);
        var child = Watch(ChildOf(parent, Lambda((_, _) => { })));

        Sys.Stop(child);
        ExpectTerminated(child);

        ChildOf(parent, Lambda((_, _) => { })).Path.Parent.Should().Be(parent.Path);
    }

    private sealed class Pact : ReceiveActor
    {
        public Pact(IActorRef watched, IActorRef observer)
        {
            Context.Watch(watched);
            Receive<string>(_ => { });
            observer.Tell("watching");
        }
    }
}

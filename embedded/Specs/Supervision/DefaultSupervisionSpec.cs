using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Supervision;

/// <summary>What happens where nobody has chosen a strategy, and at the top of the tree.</summary>
public sealed class DefaultSupervisionSpec : ActorSpec
{
    [Theory]
    [InlineData(typeof(ActorInitializationException), Directive.Stop)]
    [InlineData(typeof(ActorKilledException), Directive.Stop)]
    [InlineData(typeof(DeathPactException), Directive.Stop)]
    [InlineData(typeof(InvalidOperationException), Directive.Restart)]
    [InlineData(typeof(Exception), Directive.Restart)]
    public void The_default_decider_stops_what_cannot_start_or_was_killed_and_restarts_the_rest(Type type, Directive directive)
    {
        var failure = type == typeof(ActorInitializationException) ? new ActorInitializationException("no")
            : type == typeof(ActorKilledException) ? new ActorKilledException("Kill")
            : type == typeof(DeathPactException) ? new DeathPactException(TestActor)
            : (Exception)Activator.CreateInstance(type)!;

        SupervisorStrategy.DefaultDecider.Decide(failure).Should().Be(directive);
    }

    [Fact]
    public void A_top_level_actor_that_fails_is_restarted()
    {
        var actor = Sys.ActorOf(HookActor.Props(TestActor));
        actor.Tell(new Exception("boom"));

        foreach (var hook in new[] { "new", "PreStart", "PreRestart(boom, failure)", "PostStop", "new", "PostRestart(boom)", "PreStart" }) ExpectMsg(hook);
    }

    [Fact]
    public void The_stopping_strategy_stops_whatever_the_failure()
    {
        var child = Watch(ChildOf(SpawnParent(SupervisorStrategy.StoppingStrategy), HookActor.Props(Nobody.Instance)));

        child.Tell(new Exception("boom"));

        ExpectTerminated(child);
    }

    [Fact]
    public async Task A_failure_escalated_by_the_user_guardian_ends_the_system()
    {
        var system = ActorSystem.Create("escalating", $$"""
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.actor.guardian-supervisor-strategy = "{{typeof(EscalatingConfigurator).AssemblyQualifiedName}}"
            """);

        system.ActorOf(HookActor.Props(Nobody.Instance)).Tell(new Exception("boom"));

        await system.WhenTerminated.WaitAsync(Limit);
    }

    [Fact]
    public async Task The_strategy_of_the_user_guardian_is_configured()
    {
        var system = ActorSystem.Create("stopping", """
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.actor.guardian-supervisor-strategy = "Akka.Actor.StoppingSupervisorStrategy"
            """);
        var actor = Watch(system.ActorOf(HookActor.Props(Nobody.Instance)));

        actor.Tell(new Exception("boom"));

        ExpectTerminated(actor);
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public void Props_can_carry_the_strategy()
    {
        var strategy = new OneForOneStrategy(failure =>
        {
            TestActor.Tell(failure.Message);
            return Directive.Stop;
        });
        var parent = Spawn(strategy);

        var child = Watch(ChildOf(parent, HookActor.Props(Nobody.Instance)));
        child.Tell(new Exception("boom"));

        ExpectMsg("boom");
        ExpectTerminated(child);
    }

    private IActorRef Spawn(SupervisorStrategy strategy) => Sys.ActorOf(Lambda((context, message) =>
        context.Sender.Tell(new ParentActor.Started(context.ActorOf(((ParentActor.Start)message).Props)))).WithSupervisorStrategy(strategy));

    public sealed class EscalatingConfigurator : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }
}

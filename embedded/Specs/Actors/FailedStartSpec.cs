using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

/// <summary>What becomes of an actor whose constructor or hooks throw.</summary>
public sealed class FailedStartSpec : ActorSpec
{
    private IActorRef ParentReporting(Directive directive) => SpawnParent(new OneForOneStrategy(failure =>
    {
        TestActor.Tell(failure);
        return directive;
    }));

    [Fact]
    public void A_constructor_that_throws_is_told_to_the_supervisor_as_an_ActorInitializationException()
    {
        var child = ChildOf(ParentReporting(Directive.Stop), Props.Create(() => new ThrowsInConstructor()));

        var failure = ExpectMsg<ActorInitializationException>();

        failure.Actor.Should().Be(child);
        Root(failure).Message.Should().Be("constructor");
    }

    [Fact]
    public void A_PreStart_that_throws_is_told_to_the_supervisor_as_an_ActorInitializationException()
    {
        var child = ChildOf(ParentReporting(Directive.Stop), Props.Create(() => new ThrowsIn("PreStart")));

        var failure = ExpectMsg<ActorInitializationException>();

        failure.Actor.Should().Be(child);
        Root(failure).Message.Should().Be("PreStart");
    }

    [Fact]
    public void A_PreRestart_that_throws_is_logged_and_the_actor_restarts_all_the_same()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        var child = ChildOf(SpawnParent(Restarting()), Props.Create(() => new ThrowsIn("PreRestart")));
        child.Tell("fail");

        FishForMessage(m => m is Error { Cause: PreRestartException }, Limit);

        child.Tell("fail");
        FishForMessage(m => m is Exception { Message: "message" }, Limit);
    }

    [Fact]
    public void A_PostRestart_that_throws_is_told_to_the_supervisor_as_a_PostRestartException()
    {
        var child = ChildOf(SpawnParent(Restarting()), Props.Create(() => new ThrowsIn("PostRestart")));
        child.Tell("fail");

        ExpectMsg<Exception>().Message.Should().Be("message");
        var failure = ExpectMsg<PostRestartException>();

        failure.InnerException!.Message.Should().Be("PostRestart");
    }

    [Fact]
    public void A_PostStop_that_throws_does_not_keep_the_actor_from_terminating()
    {
        var child = ChildOf(SpawnParent(Restarting()), Props.Create(() => new ThrowsIn("PostStop")));
        Watch(child);

        Sys.Stop(child);

        ExpectTerminated(child);
    }

    [Fact]
    public void An_actor_whose_constructor_throws_is_stopped_by_the_default_supervision()
    {
        var actor = Sys.ActorOf(Props.Create(() => new ThrowsInConstructor()));

        Watch(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_restart_constructs_anew_an_actor_whose_constructor_has_failed()
    {
        var attempts = new int[1];
        var child = ChildOf(ParentReporting(Directive.Restart), Props.Create(() => new FailsAtFirst(attempts)));
        ExpectMsg<ActorInitializationException>();

        child.Tell("hello", TestActor);

        ExpectMsg("hello");
        attempts[0].Should().Be(2);
    }

    // Restarts at the first failure, stops at the second: the one thrown by the hook.
    private OneForOneStrategy Restarting()
    {
        var failures = 0;
        return new OneForOneStrategy(failure =>
        {
            TestActor.Tell(failure);
            return failures++ == 0 ? Directive.Restart : Directive.Stop;
        });
    }

    private static Exception Root(Exception failure) => failure.GetBaseException();

    private sealed class ThrowsInConstructor : UntypedActor
    {
        public ThrowsInConstructor() => throw new InvalidOperationException("constructor");

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class FailsAtFirst : UntypedActor
    {
        public FailsAtFirst(int[] attempts)
        {
            if (++attempts[0] == 1) throw new InvalidOperationException("first attempt");
        }

        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class ThrowsIn(string hook) : UntypedActor
    {
        protected override void PreStart() => Throw("PreStart");

        protected override void PostStop() => Throw("PostStop");

        protected override void PreRestart(Exception reason, object message) => Throw("PreRestart");

        protected override void PostRestart(Exception reason) => Throw("PostRestart");

        protected override void OnReceive(object message) => throw new InvalidOperationException("message");

        private void Throw(string here)
        {
            if (here == hook) throw new InvalidOperationException(hook);
        }
    }
}

using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class LifeCycleSpec : ActorSpec
{
    [Fact]
    public void PreStart_runs_after_the_constructor_and_before_the_first_message()
    {
        var actor = Sys.ActorOf(HookActor.Props(TestActor));
        actor.Tell("first");

        ExpectInOrder("new", "PreStart", "first");
    }

    [Fact]
    public void PostStop_runs_once_when_the_actor_is_stopped()
    {
        var actor = Sys.ActorOf(HookActor.Props(TestActor));
        Watch(actor);
        Sys.Stop(actor);

        ExpectInOrder("new", "PreStart", "PostStop");
        ExpectTerminated(actor);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_restart_runs_PreRestart_and_PostStop_on_the_old_instance_then_PostRestart_and_PreStart_on_the_new()
    {
        var actor = Sys.ActorOf(HookActor.Props(TestActor));
        actor.Tell(new Exception("boom"));
        actor.Tell("after");

        ExpectInOrder("new", "PreStart", "PreRestart(boom, failure)", "PostStop", "new", "PostRestart(boom)", "PreStart", "after");
    }

    [Fact]
    public void A_message_told_before_the_restart_is_still_processed_after_it_but_not_the_one_that_failed()
    {
        var actor = Sys.ActorOf(HookActor.Props(TestActor));
        foreach (var message in new object[] { 1, new Exception("boom"), 2, 3 }) actor.Tell(message);

        FishForMessage(m => m is 1);
        FishForMessage(m => m is 2);
        ExpectMsg(3);
    }

    [Fact]
    public void An_actor_keeps_its_reference_path_and_uid_when_restarted()
    {
        var actor = Spawn((context, message) =>
        {
            if (message is Exception failure) throw failure;
            context.Sender.Tell(context.Self);
        });
        actor.Tell("who", TestActor);
        var before = ExpectMsg<IActorRef>();

        actor.Tell(new Exception("boom"));
        actor.Tell("who", TestActor);

        var after = ExpectMsg<IActorRef>();
        after.Should().Be(before);
        after.Path.Uid.Should().Be(before.Path.Uid);
    }

    [Fact]
    public void An_actor_started_again_under_the_same_name_is_another_one()
    {
        var first = Sys.ActorOf(HookActor.Props(Nobody.Instance), "again");
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first);

        // A watcher may hear of the end before the guardian does, and only the guardian's hearing frees the name.
        IActorRef second = Nobody.Instance;
        AwaitAssert(() => second = Sys.ActorOf(HookActor.Props(Nobody.Instance), "again"), Limit);

        second.Path.Should().Be(first.Path);
        second.Path.Uid.Should().NotBe(first.Path.Uid);
        second.Should().NotBe(first);
    }

    [Fact]
    public void The_failing_messages_sender_is_still_known_in_PreRestart()
    {
        var actor = Sys.ActorOf(Props.Create(() => new TellsSenderInPreRestart()));

        actor.Tell(new Exception("boom"), TestActor);

        ExpectMsg("PreRestart");
    }

    private void ExpectInOrder(params object[] messages)
    {
        foreach (var message in messages) ExpectMsg(message);
    }

    private sealed class TellsSenderInPreRestart : UntypedActor
    {
        protected override void PreRestart(Exception reason, object message) => Sender.Tell("PreRestart");

        protected override void OnReceive(object message) => throw (Exception)message;
    }
}

using Akka.Actor;
using Akka.Dispatch;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class StashSpec() : ActorSpec("""
    small-stash { mailbox-type = "Akka.Dispatch.UnboundedDequeBasedMailbox", stash-capacity = 2 }
    """)
{
    [Fact]
    public void UnstashAll_puts_the_stashed_messages_in_their_order_before_those_in_the_mailbox()
    {
        var actor = Sys.ActorOf(Props.Create(() => new UnboundedStashing(TestActor)));
        foreach (var message in new object[] { 1, 2, "open", 3 }) actor.Tell(message);

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Unstash_puts_back_the_oldest_message_only()
    {
        var actor = Sys.ActorOf(Props.Create(() => new UnboundedStashing(TestActor)));
        foreach (var message in new object[] { 1, 2, "open one" }) actor.Tell(message);

        ExpectMsg(1);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_stashed_message_keeps_its_sender()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new UnboundedStashing(TestActor)));
        actor.Tell(1, probe);
        actor.Tell("open");

        ExpectMsg(1).Should().Be(1);
        LastSender.Should().Be(probe.Ref);
    }

    [Fact]
    public void A_restart_unstashes_everything()
    {
        var actor = Sys.ActorOf(Props.Create(() => new UnboundedStashing(TestActor)));
        foreach (var message in new object[] { 1, 2, new Exception("boom"), "open" }) actor.Tell(message);

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void What_is_stashed_when_the_actor_stops_goes_to_the_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new UnboundedStashing(Nobody.Instance)));
        actor.Tell(1);
        actor.Tell(PoisonPill.Instance);

        var letter = ExpectMsg<DeadLetter>();

        letter.Message.Should().Be(1);
        letter.Recipient.Should().Be(actor);
    }

    [Fact]
    public void Stashing_the_same_message_twice_is_refused()
    {
        var actor = Sys.ActorOf(Props.Create(() => new UnboundedStashing(TestActor)));

        actor.Tell("twice");

        ExpectMsg<IllegalActorStateException>();
    }

    [Fact]
    public void A_full_bounded_stash_throws_a_StashOverflowException()
    {
        var actor = Sys.ActorOf(Props.Create(() => new BoundedStashing(TestActor)).WithMailbox("small-stash"));
        foreach (var message in new object[] { 1, 2, 3 }) actor.Tell(message);

        ExpectMsg<StashOverflowException>();
    }

    [Fact]
    public void A_bounded_stash_takes_its_capacity_from_the_mailbox_and_an_unbounded_one_has_none()
    {
        Sys.ActorOf(Props.Create(() => new BoundedStashing(TestActor)).WithMailbox("small-stash")).Tell("capacity");
        ExpectMsg(2);

        Sys.ActorOf(Props.Create(() => new UnboundedStashing(TestActor))).Tell("capacity");
        ExpectMsg<int>().Should().BeLessThanOrEqualTo(0);
    }

    // Stashes numbers until it is open.
    private abstract class Stashing(IActorRef observer) : UntypedActor
    {
        private bool _open;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Exception failure: throw failure;
                case "open": _open = true; Stash.UnstashAll(); break;
                case "open one": _open = true; Stash.Unstash(); break;
                case "capacity": observer.Tell(Stash.Capacity); break;
                case "twice": Report(() => { Stash.Stash(); Stash.Stash(); }); break;
                case int when _open: observer.Forward(message); break;
                default: Report(Stash.Stash); break;
            }
        }

        private void Report(Action action)
        {
            try { action(); }
            catch (Exception failure) { observer.Tell(failure); }
        }
    }

    private sealed class UnboundedStashing(IActorRef observer) : Stashing(observer), IWithUnboundedStash;

    private sealed class BoundedStashing(IActorRef observer) : Stashing(observer), IWithStash;
}

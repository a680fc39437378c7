using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Dispatch;

public sealed class MailboxesSpec() : ActorSpec($$"""
    by-priority.mailbox-type = "{{typeof(ByNumber).AssemblyQualifiedName}}"
    by-stable-priority.mailbox-type = "{{typeof(EvenFirst).AssemblyQualifiedName}}"
    three-only { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
    own { mailbox-type = "{{typeof(OwnMailbox).AssemblyQualifiedName}}", mark = "from the configuration" }
    own-by-dispatcher { type = Dispatcher, mailbox-type = "{{typeof(OwnMailbox).AssemblyQualifiedName}}", mark = "from the dispatcher" }
    akka.actor.mailbox.requirements { "{{typeof(IMarked).AssemblyQualifiedName}}" = own }
    akka.actor.deployment./deployed.mailbox = own
    """)
{
    [Fact]
    public void A_priority_mailbox_gives_the_smallest_number_first()
    {
        Fill("by-priority", 5, 3, 9, 1).Should().Equal(1, 3, 5, 9);
    }

    [Fact]
    public void A_stable_priority_mailbox_keeps_the_order_of_equals()
    {
        Fill("by-stable-priority", 1, 2, 3, 4, 5, 6).Should().Equal(2, 4, 6, 1, 3, 5);
    }

    [Fact]
    public void A_bounded_mailbox_gives_what_does_not_fit_to_the_dead_letters()
    {
        var dead = CreateTestProbe();
        Sys.EventStream.Subscribe(dead.Ref, typeof(DeadLetter));

        Fill("three-only", 1, 2, 3).Should().Equal(1, 2, 3);
        dead.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        FillMore("three-only", [1, 2, 3, 4], 3).Should().Equal(1, 2, 3);

        dead.ExpectMsg<DeadLetter>().Message.Should().Be(4);
    }

    [Fact]
    public void A_mailbox_type_of_ones_own_is_made_from_its_configuration_for_its_owner()
    {
        var actor = Sys.ActorOf(Echo.WithMailbox("own"));

        actor.Tell("hello", TestActor);

        ExpectMsg("hello");
        MarkOf(actor).Should().Be("from the configuration");
    }

    [Fact]
    public void The_dispatcher_can_name_the_mailbox_type()
    {
        var actor = Sys.ActorOf(Echo.WithDispatcher("own-by-dispatcher"));

        actor.Tell("hello", TestActor);

        ExpectMsg("hello");
        MarkOf(actor).Should().Be("from the dispatcher");
    }

    [Fact]
    public void The_deployment_can_name_the_mailbox()
    {
        var actor = Sys.ActorOf(Echo, "deployed");

        actor.Tell("hello", TestActor);

        ExpectMsg("hello");
        MarkOf(actor).Should().Be("from the configuration");
    }

    [Fact]
    public void An_actor_that_requires_a_kind_of_queue_gets_the_mailbox_mapped_to_it()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Requiring()));

        actor.Tell("hello", TestActor);

        ExpectMsg("hello");
        MarkOf(actor).Should().Be("from the configuration");
    }

    [Fact]
    public void An_enqueued_envelope_carries_message_and_sender()
    {
        var actor = Sys.ActorOf(Echo.WithMailbox("own"));
        actor.Tell("hello", TestActor);
        ExpectMsg("hello");

        var envelope = OwnMailbox.Queues[actor.Path.Uid].First;

        (envelope.Message, envelope.Sender).Should().Be(("hello", TestActor));
    }

    private static string MarkOf(IActorRef actor) => OwnMailbox.Queues[actor.Path.Uid].Mark;

    private static Props Echo => Lambda((context, message) => context.Sender.Tell(message));

    private IEnumerable<object> Fill(string mailbox, params int[] numbers) => FillMore(mailbox, numbers, numbers.Length);

    // Holds the actor while its mailbox is filled, so that it finds all the messages there.
    private IEnumerable<object> FillMore(string mailbox, int[] numbers, int answers)
    {
        using var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Lambda((context, message) =>
        {
            context.Sender.Tell(message);
            if (message is "hold") gate.Wait(Limit);
        }).WithMailbox(mailbox));
        actor.Tell("hold", TestActor);
        ExpectMsg("hold");
        foreach (var number in numbers) actor.Tell(number, TestActor);
        gate.Set();
        return ReceiveN(answers, Limit);
    }

    public interface IMarked : ISemantics
    {
        string Mark { get; }
    }

    public sealed class ByNumber(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message as int? ?? 0;
    }

    public sealed class EvenFirst(Settings settings, Config config) : UnboundedStablePriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message is int number ? number % 2 : 0;
    }

    public sealed class OwnMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<OwnQueue>
    {
        public static ConcurrentDictionary<long, OwnQueue> Queues { get; } = new();

        public override IMessageQueue Create(IActorRef owner, ActorSystem system) =>
            Queues.GetOrAdd(owner.Path.Uid, _ => new OwnQueue(Config.GetString("mark")));
    }

    public sealed class OwnQueue(string mark) : UnboundedMessageQueue, IMarked, IMessageQueue
    {
        public string Mark { get; } = mark;

        public Envelope First { get; private set; }

        public new void Enqueue(IActorRef receiver, Envelope envelope)
        {
            if (First.Message is null) First = envelope;
            base.Enqueue(receiver, envelope);
        }
    }

    private sealed class Requiring : UntypedActor, IRequiresMessageQueue<IMarked>
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}

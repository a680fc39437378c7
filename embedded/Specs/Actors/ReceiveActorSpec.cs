using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class ReceiveActorSpec : ActorSpec
{
    [Theory]
    [InlineData(1, "one")]
    [InlineData(7, "int 7")]
    [InlineData("text", "string text")]
    [InlineData("long text", "long")]
    [InlineData(2.5, "any 2.5")]
    public void The_first_handler_that_takes_the_message_gets_it(object message, string answer)
    {
        Sys.ActorOf(Props.Create(() => new Ordered())).Tell(message, TestActor);

        ExpectMsg(answer);
    }

    [Fact]
    public void A_handler_for_a_base_type_takes_the_derived_ones()
    {
        Sys.ActorOf(Props.Create(() => new OfExceptions())).Tell(new ArgumentNullException("x"), TestActor);

        ExpectMsg("ArgumentException");
    }

    [Fact]
    public void A_handler_that_answers_false_leaves_the_message_to_the_next_one()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Choosy()));
        actor.Tell(3, TestActor);
        actor.Tell(4, TestActor);

        ExpectMsg("odd");
        ExpectMsg("left");
    }

    [Fact]
    public void A_message_no_handler_takes_is_published_as_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create(() => new OfExceptions()));

        actor.Tell("unknown", TestActor);

        var unhandled = ExpectMsg<UnhandledMessage>();
        unhandled.Message.Should().Be("unknown");
        unhandled.Recipient.Should().Be(actor);
        unhandled.Sender.Should().Be(TestActor);
    }

    [Fact]
    public void A_handler_after_one_that_takes_everything_is_refused()
    {
        var failure = Create(() => new TwoCatchAlls());

        failure.Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Handlers_are_declared_in_the_constructor_or_in_Become_only()
    {
        var actor = Sys.ActorOf(Props.Create(() => new DeclaresLate()));

        actor.Tell("declare", TestActor);

        ExpectMsg<InvalidOperationException>();
    }

    private Exception Create<T>(System.Linq.Expressions.Expression<Func<T>> factory)
        where T : ActorBase
    {
        ChildOf(SpawnParent(new OneForOneStrategy(f => { TestActor.Tell(f); return Directive.Stop; })), Props.Create(factory));
        return ExpectMsg<ActorInitializationException>().GetBaseException();
    }

    private sealed class Ordered : ReceiveActor
    {
        public Ordered()
        {
            Receive<int>(_ => Sender.Tell("one"), i => i == 1);
            Receive<int>(i => Sender.Tell($"int {i}"));
            Receive<string>(s => s.Length > 5, _ => Sender.Tell("long"));
            Receive(typeof(string), s => Sender.Tell($"string {s}"));
            ReceiveAny(m => Sender.Tell($"any {m}"));
        }
    }

    private sealed class OfExceptions : ReceiveActor
    {
        public OfExceptions()
        {
            Receive<ArgumentException>(_ => Sender.Tell("ArgumentException"));
            Receive<Exception>(_ => Sender.Tell("Exception"));
        }
    }

    private sealed class Choosy : ReceiveActor
    {
        public Choosy()
        {
            Receive<int>(i =>
            {
                if (i % 2 == 0) return false;
                Sender.Tell("odd");
                return true;
            });
            Receive<int>(_ => Sender.Tell("left"));
        }
    }

    private sealed class TwoCatchAlls : ReceiveActor
    {
        public TwoCatchAlls()
        {
            ReceiveAny(_ => { });
            Receive<int>(_ => { });
        }
    }

    private sealed class DeclaresLate : ReceiveActor
    {
        public DeclaresLate() => Receive<string>(_ =>
        {
            try { Receive<int>(_ => { }); }
            catch (Exception failure) { Sender.Tell(failure); }
        });
    }
}

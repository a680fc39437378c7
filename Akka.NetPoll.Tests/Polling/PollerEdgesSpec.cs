using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>What the poller's actor says of what it cannot do, and what its mailbox keeps from it.</summary>
public sealed class PollerEdgesSpec : NetPollTestKit
{
    private readonly SocketPair _pair = new();

    [Fact]
    public void A_message_that_it_does_not_know_is_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));

        Poller.Tell("what is this");

        ExpectMsg<UnhandledMessage>(message => message.Recipient.Equals(Poller)).Message.Should().Be("what is this");
    }

    [Fact]
    public void Closing_twice_is_answered_with_the_cause()
    {
        Poller.Tell(new Poller.Register(_pair.Ours));
        PollDesc desc = ExpectMsg<Poller.Registered>().Desc;
        Poller.Tell(new Poller.Close(desc));
        ExpectMsg<Poller.Unregistered>();

        var again = new Poller.Close(desc);
        Poller.Tell(again);

        var failed = ExpectMsg<Poller.Failed>();
        failed.Request.Should().BeSameAs(again);
        failed.Cause.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Be("the socket is not registered");
    }

    [Fact]
    public void A_multiplexer_that_cannot_be_opened_is_an_error_in_the_log()
    {
        int attempts = 0; // The second one, a tenth of a second later, is not this spec's.
        var loop = new PollLoop("none", _ => attempts++ == 0 ? throw new MultiplexerException("epoll_create1", 24) : new FakeMultiplexer());
        IActorRef? poller = null;

        EventFilter.Exception<MultiplexerException>(start: "Cannot open the multiplexer; 0 sockets wait for it")
            .ExpectOne(() => poller = ((ExtendedActorSystem)Sys).SystemActorOf(PollerActor.Props(loop, new PollThread()), "poller-without"));

        Sys.Stop(poller);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _pair.Dispose();
    }
}

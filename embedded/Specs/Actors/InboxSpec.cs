using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class InboxSpec : ActorSpec
{
    [Fact]
    public void What_its_receiver_is_told_is_received_in_order()
    {
        using var inbox = Inbox.Create(Sys);
        inbox.Receiver.Tell(1);
        inbox.Receiver.Tell(2);

        inbox.Receive(Limit).Should().Be(1);
        inbox.Receive(Limit).Should().Be(2);
    }

    [Fact]
    public void It_sends_with_its_receiver_as_the_sender()
    {
        using var inbox = Inbox.Create(Sys);
        var echo = Spawn((context, message) => context.Sender.Tell(message));

        inbox.Send(echo, "hello");

        inbox.Receive(Limit).Should().Be("hello");
    }

    [Fact]
    public void Nothing_in_time_is_a_TimeoutException()
    {
        using var inbox = Inbox.Create(Sys);
        var receive = () => inbox.Receive(TimeSpan.FromMilliseconds(50));

        receive.Should().Throw<TimeoutException>();
    }

    [Fact]
    public void ReceiveWhere_takes_the_first_that_fits_and_leaves_the_others()
    {
        using var inbox = Inbox.Create(Sys);
        foreach (var message in new object[] { 1, "text", 2 }) inbox.Receiver.Tell(message);

        inbox.ReceiveWhere(m => m is string, Limit).Should().Be("text");
        inbox.Receive(Limit).Should().Be(1);
        inbox.Receive(Limit).Should().Be(2);
    }

    [Fact]
    public void It_watches()
    {
        using var inbox = Inbox.Create(Sys);
        var actor = Spawn((_, _) => { });
        inbox.Watch(actor);

        Sys.Stop(actor);

        inbox.Receive(Limit).Should().BeOfType<Terminated>().Which.ActorRef.Should().Be(actor);
    }
}

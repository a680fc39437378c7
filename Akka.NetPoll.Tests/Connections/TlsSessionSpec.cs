using System.Buffers;
using System.Net.Security;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What a session keeps for those who have written, without a network.</summary>
public sealed class TlsSessionSpec : NetPollTestKit
{
    [Fact]
    public void One_that_ends_hands_out_each_acknowledgement_that_it_holds_in_order()
    {
        using TlsSession session = Session();
        session.Write(new ReadOnlySequence<byte>(new byte[3]), "first", TestActor);
        session.Write(new ReadOnlySequence<byte>(new byte[4]), null, null);
        session.Write(ReadOnlySequence<byte>.Empty, "second", null);
        session.HeldBytes.Should().Be(7);

        var first = session.TakeHeld()!.Value;
        var second = session.TakeHeld()!.Value;

        (first.Ack, first.To).Should().Be(((object)"first", TestActor));
        (second.Ack, second.To).Should().Be(((object)"second", (IActorRef?)null));
        session.TakeHeld().Should().BeNull();

        session.HeldBytes.Should().Be(0);
        session.IsHolding.Should().BeFalse();
    }

    private TlsSession Session()
    {
        var handshake = new TlsHandshake(
            stream => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "chat.example" }), TimeSpan.Zero, true);
        var session = new TlsSession(handshake, TestActor, Sys.Scheduler);
        session.Begin();
        return session;
    }
}

using System.Net.Security;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What a session keeps for those who have written, without a network.</summary>
public sealed class TlsSessionSpec : NetPollTestKit
{
    [Fact]
    public void One_that_ends_fails_each_acknowledged_write_that_it_holds_in_order()
    {
        using TlsSession session = Session();
        session.Write(new Tcp.Write(new byte[3], "first"), TestActor);
        session.Write(new Tcp.Write(new byte[4]), TestActor);
        session.Write(new Tcp.Write(ReadOnlyMemory<byte>.Empty, "second"), TestActor);
        session.HeldBytes.Should().Be(7);

        session.FailAcknowledged(new IOException("over"));

        ExpectMsg<Tcp.CommandFailed>().Command.Should().BeOfType<Tcp.Write>().Which.Ack.Should().Be("first");
        ExpectMsg<Tcp.CommandFailed>().Command.Should().BeOfType<Tcp.Write>().Which.Ack.Should().Be("second");
        ExpectNothingMore(this);
    }

    private TlsSession Session()
    {
        var handshake = new TlsHandshake(
            stream => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "chat.example" }), TimeSpan.Zero, true);
        var session = new TlsSession(handshake, CreateTestProbe().Ref, Sys.Scheduler);
        session.Begin();
        return session;
    }
}

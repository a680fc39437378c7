using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>CoordinatedShutdown: no new connections, then those there are flush and close in time.</summary>
public class ShutdownSpec(string hocon = "") : ConnectionsTestKit($$"""
    akka.netpoll.shutdown.close-timeout = 200ms
    akka.coordinated-shutdown.exit-clr = off
    {{hocon}}
    """)
{
    [Fact]
    public void Connections_flush_what_was_written_and_close()
    {
        Listen();
        var (client, connection, _) = Open();
        connection.Tell(Write(1, 2, 3));

        CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance).Wait(Eventually.Limit).Should().BeTrue();

        client.ReceiveToEnd().Should().Be(3);
        FluentActions.Invoking(() => new TestClient(Address)).Should().Throw<SocketException>();
    }

    [Fact]
    public void A_peer_that_takes_nothing_is_reset_after_the_limit()
    {
        Listen();
        var (client, connection, _) = Open();
        connection.Tell(new Tcp.Write(new byte[12 << 20]));

        CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance).Wait(Eventually.Limit).Should().BeTrue();

        client.ReceiveError().Should().Be(SocketError.ConnectionReset);
    }
}

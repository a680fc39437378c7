using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A read that comes up short is taken for the last one; these are the cases where it is not.</summary>
public abstract class ShortReadSpec(string multiplexer) : ConnectionsTestKit($"akka.netpoll.poller.multiplexer = {multiplexer}")
{
    [SkippableFact]
    public void The_end_of_the_stream_that_comes_with_the_data_is_not_missed()
    {
        Listen();
        for (int i = 0; i < 100; i++)
        {
            var (client, _, handler) = Open();

            client.Send(1, 2, 3);
            client.Socket.Shutdown(SocketShutdown.Send);

            Receive(handler, 3).Should().Equal(1, 2, 3);
            handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
        }
    }

    [SkippableFact]
    public void Neither_the_data_nor_the_reset_that_comes_after_it_is_missed()
    {
        Listen();
        for (int i = 0; i < 100; i++)
        {
            var (client, _, handler) = Open();

            client.Send(1, 2, 3);
            client.Socket.LingerState = new LingerOption(true, 0);
            client.Socket.Close();

            Receive(handler, 3).Should().Equal(1, 2, 3);
            var closed = handler.ExpectMsg<Tcp.Closed>();
            closed.Reason.Should().Be(CloseReason.Error);
            closed.Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
        }
    }

    [SkippableFact]
    public void What_comes_behind_urgent_data_is_not_missed()
    {
        Listen();
        var (client, _, handler) = Open();
        for (byte i = 0; i < 100; i++)
        {
            client.Send(i);
            client.Socket.Send([255], SocketFlags.OutOfBand);
            client.Send(i);

            Receive(handler, 2).Should().Equal(i, i);
        }
    }

    [SkippableFact]
    public void Data_that_comes_while_it_reads_is_not_missed()
    {
        Listen();
        var (client, _, handler) = Open();
        for (int i = 0; i < 2_000; i++) client.Send((byte)i);

        Receive(handler, 2_000).Should().Equal(Enumerable.Range(0, 2_000).Select(i => (byte)i));
    }
}

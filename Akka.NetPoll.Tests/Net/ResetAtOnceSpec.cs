using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>Dials to a peer that accepts and resets at once: the reset comes before, while and after the dial looks at how it has ended.</summary>
public sealed class ResetAtOnceSpec : NetPollTestKit
{
    private const int Dials = 5000, AtOnce = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Every_dial_of_the_blocking_style_ends_and_says_that_it_was_reset()
    {
        using var peer = new ResettingListener();
        NetPoll netPoll = Sys.NetPoll();

        async Task<int> DialManyAsync()
        {
            for (int i = 0; i < Dials / AtOnce; i++) (await DialAsync(netPoll, peer)).Should().Be(SocketError.ConnectionReset);
            return Dials / AtOnce;
        }

        int[] ended = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => DialManyAsync())).WaitAsync(Limit);

        ended.Sum().Should().Be(Dials);
        Eventually.Equal(0, () => netPoll.Loop.Table.Count);
    }

    [Fact]
    public void Every_Connect_told_to_a_dialer_is_answered_once()
    {
        using var peer = new ResettingListener();
        IActorRef dialer = Sys.ActorOf(DialerActor.Props());
        for (int i = 0; i < AtOnce; i++) dialer.Tell(new Tcp.Connect(peer.Address));

        int answered = 0, connected = 0, closed = 0;
        while (answered < Dials || closed < connected)
        {
            Tcp.Event told = ExpectMsg<Tcp.Event>(Limit);
            if (told is Tcp.Closed)
            {
                closed++;
                continue;
            }

            if (told is Tcp.Connected)
            {
                connected++;
                LastSender.Tell(Tcp.Abort.Instance);
            }
            else
            {
                told.Should().BeOfType<Tcp.CommandFailed>().Which.Cause.Should().BeOfType<SocketException>()
                    .Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
            }

            if (++answered <= Dials - AtOnce) dialer.Tell(new Tcp.Connect(peer.Address));
        }

        answered.Should().Be(Dials);
        closed.Should().Be(connected);
        Eventually.Equal(0, () => Sys.NetPoll().Loop.Table.Count);
    }

    /// <summary>Go's dial may succeed here, and then it is the first read that fails.</summary>
    private static async Task<SocketError> DialAsync(NetPoll netPoll, ResettingListener peer)
    {
        try
        {
            await using NetConn conn = await netPoll.DialAsync(peer.Address);
            return await conn.ReadAsync(new byte[1]) == 0 ? SocketError.Success : SocketError.SocketError;
        }
        catch (NetException e)
        {
            return e.SocketErrorCode;
        }
    }
}

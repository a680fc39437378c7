using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>Dialing and listening fail with an error that says so when the system ends, whenever that is.</summary>
public sealed class SystemEndsSpec
{
    private const int Rounds = 30, AtOnce = 8;

    [Fact]
    public async Task A_dial_that_the_end_of_the_system_finds_anywhere_ends_with_an_error_that_says_so()
    {
        using var peer = new ResettingListener();
        for (int round = 0; round < Rounds; round++)
        {
            var system = ActorSystem.Create("ends", $"akka.loglevel = OFF\n{Backend.Hocon}");
            var netPoll = system.NetPoll();
            var dialed = new CountdownEvent(AtOnce);
            var dialing = Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => DialUntilItEndsAsync(netPoll, peer.Address, dialed))).ToArray();

            dialed.Wait(Eventually.Limit).Should().BeTrue();
            await system.Terminate().WaitAsync(Eventually.Limit);

            foreach (string? last in await Task.WhenAll(dialing).WaitAsync(Eventually.Limit))
                last.Should().Match(message => message.EndsWith("poll: the actor system has terminated") || message.EndsWith("use of closed network connection"));
        }
    }

    [Fact]
    public async Task Listening_on_a_system_that_has_ended_fails_and_says_so()
    {
        var system = ActorSystem.Create("ended", $"akka.loglevel = OFF\n{Backend.Hocon}");
        var netPoll = system.NetPoll();
        await system.Terminate().WaitAsync(Eventually.Limit);

        foreach (string? network in new[] { "tcp", "udp" })
        {
            var failure = await netPoll.Awaiting(n => network == "tcp"
                ? n.ListenAsync(network, "127.0.0.1:0").AsTask()
                : (Task)n.ListenPacketAsync(network, "127.0.0.1:0").AsTask()).Should().ThrowAsync<NetException>();
            failure.Which.Message.Should().Be($"listen {network}: poll: the actor system has terminated");
        }

        netPoll.Loop.Table.Count.Should().Be(0);
    }

    // What a dial does that has seen the poller running and is overtaken by its end.
    [Fact]
    public async Task A_socket_that_comes_when_the_poller_has_stopped_is_refused_for_no_thread_would_ever_poll_it()
    {
        var system = ActorSystem.Create("stopped", $"akka.loglevel = OFF\n{Backend.Hocon}");
        var netPoll = system.NetPoll();
        await system.Terminate().WaitAsync(Eventually.Limit);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        netPoll.Loop.Invoking(loop => PollFd.Watched(socket, loop)).Should().Throw<MultiplexerException>().WithMessage("*the poller has stopped*");
        netPoll.Loop.Table.Count.Should().Be(0);
    }

    /// <summary>The message of the failure that is not the peer's.</summary>
    private static async Task<string> DialUntilItEndsAsync(NetPoll netPoll, EndPoint peer, CountdownEvent dialed)
    {
        for (bool first = true; ; first = false)
        {
            try
            {
                await using var conn = await netPoll.DialAsync(peer);
                _ = await conn.ReadAsync(new byte[1]);
            }
            catch (NetException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                // The peer's.
            }
            catch (Exception e) when (e is NetException or ObjectDisposedException)
            {
                return e.Message;
            }

            if (first) dialed.Signal();
        }
    }
}

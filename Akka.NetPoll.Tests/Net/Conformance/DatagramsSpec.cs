using System.Diagnostics;
using System.Net;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>Deadlines and the close of datagram sockets: timeout_test.go, udpsock_test.go, net_test.go of Go's net.</summary>
public sealed class DatagramsSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;

    /// <summary>TestReadFromTimeout, TestUDPReadTimeout: nothing is received, twice, and after clearing the next datagram is.</summary>
    [Fact]
    public async Task A_receive_times_out_with_nothing_and_goes_on_afterwards()
    {
        await using var ours = await net.NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        await using var theirs = await net.NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        var datagram = new Datagram(16);
        ours.SetReadDeadline(Deadline.After(TimeSpan.FromMilliseconds(10)));
        for (int i = 0; i < 2; i++)
        {
            (await ours.Awaiting(o => o.ReceiveAsync(datagram).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>()).Which.IsTimeout.Should().BeTrue();
        }

        datagram.EndPoint.Should().BeNull();
        ours.SetReadDeadline(Deadline.None);
        await theirs.SendAsync(new byte[] { 1, 2 }, (IPEndPoint)ours.LocalEndPoint!);
        await ours.ReceiveAsync(datagram).AsTask().WaitAsync(Limit);
        (datagram.Length, datagram.EndPoint).Should().Be((2, (IPEndPoint)theirs.LocalEndPoint!));
    }

    /// <summary>TestPacketConnClose.</summary>
    [Fact]
    public async Task A_closed_datagram_socket_says_so_thrice()
    {
        var conn = await net.NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        var target = (IPEndPoint)conn.LocalEndPoint!;
        for (int i = 0; i < 3; i++)
        {
            await conn.DisposeAsync();
            await conn.Awaiting(c => c.ReceiveAsync(new Datagram(1)).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
            await conn.Awaiting(c => c.SendAsync(new byte[1], target).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
            conn.Invoking(c => c.SetDeadline(Deadline.None)).Should().Throw<ObjectDisposedException>();
        }
    }

    /// <summary>TestReadFromTimeoutFluctuation: how late is the machine's affair, but never early.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    public async Task A_receives_deadline_is_never_early(int milliseconds)
    {
        await using var conn = await net.NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        long begun = Stopwatch.GetTimestamp();
        conn.SetReadDeadline(Deadline.After(TimeSpan.FromMilliseconds(milliseconds)));

        await conn.Awaiting(c => c.ReceiveAsync(new Datagram(1)).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        Stopwatch.GetElapsedTime(begun).Should().BeGreaterThan(TimeSpan.FromMilliseconds(milliseconds));
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>What Go's net tests ask of dialing. A connect that hangs is one to a local listener whose queue is full.</summary>
public class NetDialerSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private NetPoll NetPoll => net.NetPoll;

    [Theory]
    [InlineData("tcpx", "127.0.0.1:80", "dial tcpx: unknown network tcpx")]
    [InlineData("tcp", "", "dial tcp: missing address")]
    [InlineData("tcp", "127.0.0.1", "dial tcp: address 127.0.0.1: missing port in address")]
    [InlineData("tcp", "127.0.0.1:99999", "dial tcp: address 99999: invalid port")]
    [InlineData("tcp6", "127.0.0.1:80", "dial tcp6: address 127.0.0.1:80: no suitable address found")]
    public async Task A_bad_address_says_what_is_wrong_with_it(string network, string address, string message)
    {
        (await NetPoll.Awaiting(n => n.DialAsync(network, address).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Be(message);
    }

    [Fact]
    public async Task A_refused_connection_tells_the_kernels_cause()
    {
        int port = FreePort();

        var thrown = await NetPoll.Awaiting(n => n.DialAsync("tcp", $"127.0.0.1:{port}").AsTask()).Should().ThrowAsync<NetException>();

        thrown.Which.Message.Should().Be($"dial tcp 127.0.0.1:{port}: connect: connection refused");
        thrown.Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task A_socket_that_the_kernel_does_not_make_is_its_error_too()
    {
        var endPoint = new OfNoFamily();

        foreach (var (operation, use) in new[] { ("dial", (Task)NetPoll.DialAsync(endPoint).AsTask()), ("listen", NetPoll.ListenAsync(endPoint).AsTask()) })
        {
            var failure = (await use.Awaiting(u => u).Should().ThrowAsync<NetException>()).Which;
            failure.Message.Should().Be($"{operation} tcp of no family: socket: address family not supported by protocol");
            failure.SocketErrorCode.Should().Be(SocketError.AddressFamilyNotSupported);
        }
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(50)]
    public async Task A_timeout_ends_a_dial_that_gets_no_answer(int milliseconds)
    {
        using var silent = new FullListener();
        var dialer = new NetDialer { Timeout = TimeSpan.FromMilliseconds(milliseconds) };

        var thrown = await NetPoll.Awaiting(n => n.DialAsync(silent.Address, dialer).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.IsTimeout.Should().BeTrue();
        thrown.Which.Message.Should().Be($"dial tcp {silent.Address}: i/o timeout");
    }

    [Fact]
    public async Task The_longest_timeout_still_connects_and_leaves_no_deadline_behind()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");

        await using var conn = await NetPoll.DialAsync(listener.LocalEndPoint, new NetDialer { Timeout = TimeSpan.MaxValue });

        await conn.WriteAsync(new byte[1]).AsTask().WaitAsync(Limit);
    }

    [Fact]
    public async Task A_passed_deadline_ends_it_too()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        var dialer = new NetDialer { Deadline = Deadline.Past };

        (await NetPoll.Awaiting(n => n.DialAsync(listener.LocalEndPoint, dialer).AsTask()).Should().ThrowAsync<NetException>())
            .Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public async Task Cancellation_ends_it_as_canceled_and_one_after_success_changes_nothing()
    {
        using var silent = new FullListener();
        using var source = new CancellationTokenSource();
        var dialing = NetPoll.DialAsync(silent.Address, cancellationToken: source.Token).AsTask();

        await source.CancelAsync();

        (await dialing.Awaiting(d => d.WaitAsync(Limit)).Should().ThrowAsync<OperationCanceledException>())
            .Which.Message.Should().EndWith("operation was canceled");

        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        using var late = new CancellationTokenSource();
        await using var conn = await NetPoll.DialAsync(listener.LocalEndPoint, cancellationToken: late.Token);
        await late.CancelAsync();
        await conn.WriteAsync(new byte[1]);
    }

    [Fact]
    public async Task Several_addresses_are_tried_in_turn_and_the_first_error_is_told()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.2:0");
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;
        var dialer = Named("127.0.0.1", "127.0.0.2");

        await using var conn = await NetPoll.DialAsync("tcp", $"some.name:{port}", dialer);

        conn.RemoteEndPoint.Should().Be(listener.LocalEndPoint);
        await listener.DisposeAsync();
        (await NetPoll.Awaiting(n => n.DialAsync("tcp", $"some.name:{port}", dialer).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Be($"dial tcp 127.0.0.1:{port}: connect: connection refused");
    }

    [Fact]
    public async Task The_other_family_is_tried_when_the_first_one_does_not_answer_within_the_delay()
    {
        using var silent = new FullListener();
        await using var six = await NetPoll.ListenAsync("tcp6", $"[::1]:{silent.Address.Port}");
        var dialer = Named("127.0.0.1", "::1") with { FallbackDelay = TimeSpan.FromMilliseconds(50) };

        await using var conn = await NetPoll.DialAsync("tcp", $"some.name:{silent.Address.Port}", dialer).AsTask().WaitAsync(Limit);

        conn.RemoteEndPoint.Should().Be(six.LocalEndPoint);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(365 * 24)] // Longer than a timer of .NET can be set.
    public async Task The_other_family_is_tried_at_once_when_the_first_one_fails(int hours)
    {
        await using var six = await NetPoll.ListenAsync("tcp6", "[::1]:0");
        var dialer = Named("127.0.0.1", "::1") with { FallbackDelay = TimeSpan.FromHours(hours) };

        await using var conn = await NetPoll.DialAsync("tcp", $"some.name:{((IPEndPoint)six.LocalEndPoint).Port}", dialer).AsTask().WaitAsync(Limit);

        conn.RemoteEndPoint.Should().Be(six.LocalEndPoint);
    }

    /// <summary>TestDialerPartialDeadline, carried out: a silent address does not use up the time of the next one.</summary>
    [Fact]
    public async Task An_address_that_does_not_answer_leaves_time_for_the_next()
    {
        using var silent = new FullListener();
        await using var listener = await NetPoll.ListenAsync("tcp", $"127.0.0.2:{silent.Address.Port}");
        var dialer = Named("127.0.0.1", "127.0.0.2") with { Timeout = TimeSpan.FromSeconds(4) };
        long begun = Stopwatch.GetTimestamp();

        await using var conn = await NetPoll.DialAsync("tcp", $"some.name:{silent.Address.Port}", dialer).AsTask().WaitAsync(Limit);

        conn.RemoteEndPoint.Should().Be(listener.LocalEndPoint);
        Stopwatch.GetElapsedTime(begun).Should().BeGreaterThan(TimeSpan.FromSeconds(1.9), "the first one has half of the time");
    }

    [Fact]
    public async Task A_name_that_does_not_exist_tells_the_resolvers_cause()
    {
        (await NetPoll.Awaiting(n => n.DialAsync("tcp", "does-not-exist.invalid:80").AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>())
            .Which.Message.Should().StartWith("dial tcp: lookup does-not-exist.invalid: ");
    }

    [Fact]
    public async Task A_name_that_the_resolver_refuses_is_an_error_of_the_lookup()
    {
        var name = new DnsEndPoint("0.0.0.0", 80);

        (await NetPoll.Awaiting(n => n.DialAsync(name).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>())
            .Which.Message.Should().StartWith("dial tcp: lookup 0.0.0.0: ");
    }

    [Fact]
    public async Task The_control_hook_sees_each_socket_before_it_connects()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.2:0");
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;
        var seen = new List<string>();
        var dialer = Named("127.0.0.1", "127.0.0.2") with
        {
            Connection = new ConnectionOptions { KeepAliveIdle = TimeSpan.Zero },
            Control = socket =>
            {
                seen.Add($"{socket.AddressFamily} {socket.Connected}");
                socket.ReceiveBufferSize = 12345;
            },
        };

        await using var conn = await NetPoll.DialAsync("tcp", $"some.name:{port}", dialer);

        seen.Should().Equal("InterNetwork False", "InterNetwork False");
        conn.Socket.ReceiveBufferSize.Should().Be(2 * 12345); // Linux doubles it.
        conn.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive).Should().Be(0);
    }

    [Fact]
    public async Task What_its_connection_options_set_on_sockets_is_set()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        var dialer = new NetDialer { Connection = new ConnectionOptions { NoDelay = false, SendBufferSize = 12345 } };

        await using var conn = await NetPoll.DialAsync(listener.LocalEndPoint, dialer);

        conn.NoDelay.Should().BeFalse();
        conn.Socket.SendBufferSize.Should().Be(2 * 12345); // Linux doubles it.
    }

    [Fact]
    public async Task A_control_hook_that_throws_ends_the_dial_and_leaves_no_socket()
    {
        Socket? seen = null;
        var dialer = new NetDialer
        {
            Control = socket =>
            {
                seen = socket;
                throw new NotSupportedException("no");
            },
        };

        await NetPoll.Awaiting(n => n.DialAsync("tcp", "127.0.0.1:1", dialer).AsTask()).Should().ThrowAsync<NotSupportedException>();

        seen!.SafeHandle.IsClosed.Should().BeTrue();
    }

    [Fact]
    public async Task A_dial_can_begin_from_an_address()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        var dialer = new NetDialer { LocalEndPoint = new IPEndPoint(IPAddress.Parse("127.0.0.3"), 0) };

        await using var conn = await NetPoll.DialAsync(listener.LocalEndPoint, dialer);

        ((IPEndPoint)conn.LocalEndPoint!).Address.Should().Be(IPAddress.Parse("127.0.0.3"));
    }

    [Fact]
    public async Task A_wildcard_dials_this_machine()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", ":0");

        await using var conn = await NetPoll.DialAsync("tcp", $":{((IPEndPoint)listener.LocalEndPoint).Port}");

        ((IPEndPoint)conn.RemoteEndPoint!).Address.Should().Match<IPAddress>(address => IPAddress.IsLoopback(address));
    }

    [Fact]
    public async Task No_dial_ever_reaches_itself()
    {
        // Dialing a free port of the ephemeral range is how a socket comes to meet itself. Linux gives the even ones
        // to connecting sockets and the odd ones to bound ones, so no other spec listens there.
        int itself = 0;
        for (int i = 0; i < 2000; i++)
        {
            try
            {
                await using var conn = await NetPoll.DialAsync("tcp", $"127.0.0.1:{40000 + (2 * (i % 16))}");
                if (Equals(conn.LocalEndPoint, conn.RemoteEndPoint)) itself++;
            }
            catch (NetException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
            }
        }

        itself.Should().Be(0);
    }

    /// <summary>TestSelfConnect, with the first socket bound as the kernel might have chosen: to the port that is dialed.</summary>
    [Fact]
    public async Task A_dial_that_reaches_itself_is_tried_again()
    {
        var itself = new IPEndPoint(IPAddress.Parse("127.0.0.8"), FreePort());
        int sockets = 0;
        var dialer = new NetDialer { Control = socket => { if (++sockets == 1) socket.Bind(itself); } };

        var thrown = await NetPoll.Awaiting(n => n.DialAsync(itself, dialer).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
        sockets.Should().Be(2, "the first one has met itself");
    }

    [Fact]
    public async Task From_a_port_that_was_asked_for_it_may_reach_itself()
    {
        var itself = new IPEndPoint(IPAddress.Parse("127.0.0.9"), FreePort());

        await using var conn = await NetPoll.DialAsync(itself, new NetDialer { LocalEndPoint = itself });

        (conn.LocalEndPoint, conn.RemoteEndPoint).Should().Be((itself, itself));
        await conn.WriteAsync(new byte[] { 5 });
        (await conn.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(1);
    }

    [Theory]
    [InlineData(10, 1, 10)]
    [InlineData(10, 2, 5)]
    [InlineData(10, 10, 2)]
    [InlineData(1, 5, 1)]
    public void Each_address_gets_an_equal_share_of_the_time_left_but_not_less_than_two_seconds(int left, int addresses, int expected)
    {
        AddressPlan.Share(TimeSpan.FromSeconds(left), addresses).Should().Be(TimeSpan.FromSeconds(expected));
    }

    private static NetDialer Named(params string[] addresses) =>
        new() { Resolve = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()) };

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private sealed class OfNoFamily : EndPoint
    {
        public override AddressFamily AddressFamily => AddressFamily.AppleTalk;

        public override string ToString() => "of no family";
    }
}

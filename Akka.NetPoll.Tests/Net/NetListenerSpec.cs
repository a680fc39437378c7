using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>What Go's net tests ask of a listener.</summary>
public class NetListenerSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private NetPoll NetPoll => net.NetPoll;

    [Theory]
    [InlineData("tcp", ":0", "[::]")]
    [InlineData("tcp", "0.0.0.0:0", "[::]")]
    [InlineData("tcp", "[::]:0", "[::]")]
    [InlineData("tcp4", ":0", "0.0.0.0")]
    [InlineData("tcp6", ":0", "[::]")]
    [InlineData("tcp", "127.0.0.1:0", "127.0.0.1")]
    [InlineData("tcp", "[::ffff:127.0.0.1]:0", "127.0.0.1")]
    [InlineData("tcp", "[::1]:0", "[::1]")]
    [InlineData("tcp", "localhost:0", "*")]
    public async Task An_address_is_listened_on_in_gos_family(string network, string address, string expected)
    {
        await using var listener = await NetPoll.ListenAsync(network, address);

        listener.LocalEndPoint.ToString().Should().Match($"{expected}:*");
        ((IPEndPoint)listener.LocalEndPoint).Port.Should().BePositive();
    }

    [Fact]
    public async Task A_dual_stack_listener_takes_both_families()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", ":0");
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;

        foreach (string? host in new[] { "127.0.0.1", "[::1]" })
        {
            var accept = listener.AcceptAsync().AsTask();
            await using var dialed = await NetPoll.DialAsync("tcp", $"{host}:{port}");
            await using var accepted = await accept.WaitAsync(Limit);
            accepted.RemoteEndPoint.Should().Be(dialed.LocalEndPoint);
        }
    }

    [Fact]
    public async Task An_ipv6_listener_leaves_the_ipv4_port_free()
    {
        await using var six = await NetPoll.ListenAsync("tcp6", ":0");
        int port = ((IPEndPoint)six.LocalEndPoint).Port;

        await using var four = await NetPoll.ListenAsync("tcp4", $":{port}");
    }

    [Fact]
    public async Task A_taken_port_is_named_in_the_error_and_free_again_right_after_close()
    {
        var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        string address = listener.LocalEndPoint.ToString()!;

        (await NetPoll.Awaiting(n => n.ListenAsync("tcp", address).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Be($"listen tcp {address}: bind: address already in use");

        var blocked = listener.AcceptAsync().AsTask();
        await listener.DisposeAsync();
        await using var again = await NetPoll.ListenAsync("tcp", address);
        await blocked.Awaiting(b => b.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Theory]
    [InlineData("tcpx", "127.0.0.1:0", "listen tcpx: unknown network tcpx")]
    [InlineData("tcp", "", "listen tcp: missing address")]
    [InlineData("tcp", "127.0.0.1", "listen tcp: address 127.0.0.1: missing port in address")]
    [InlineData("tcp", "127.0.0.1:99999", "listen tcp: address 99999: invalid port")]
    [InlineData("tcp6", "127.0.0.1:0", "listen tcp6: address 127.0.0.1:0: no suitable address found")]
    [InlineData("tcp", "::1:80", "listen tcp: address ::1:80: too many colons in address")]
    [InlineData("tcp", "192.0.2.1:0", "listen tcp 192.0.2.1:0: bind: cannot assign requested address")]
    public async Task A_bad_address_says_what_is_wrong_with_it(string network, string address, string message)
    {
        (await NetPoll.Awaiting(n => n.ListenAsync(network, address).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Be(message);
    }

    [Fact]
    public async Task A_name_without_an_address_is_an_error_of_the_lookup()
    {
        const string NoName = "no..such"; // No resolver is asked: it breaks the rules for names.

        foreach (var listen in new Func<Task>[]
        {
            () => NetPoll.ListenAsync("tcp", $"{NoName}:0").AsTask(),
            () => NetPoll.ListenAsync(new DnsEndPoint(NoName, 0)).AsTask(),
        })
        {
            var error = (await listen.Should().ThrowAsync<NetException>()).Which;
            error.Message.Should().StartWith($"listen tcp: lookup {NoName}: ");
            error.InnerException.Should().BeOfType<SocketException>();
        }
    }

    [Fact]
    public async Task A_name_is_listened_on_at_its_first_address()
    {
        await using var listener = await NetPoll.ListenAsync(new DnsEndPoint("localhost", 0));

        IPAddress.IsLoopback(((IPEndPoint)listener.LocalEndPoint).Address).Should().BeTrue();
    }

    [Fact]
    public async Task A_passed_deadline_fails_accepts_even_with_a_connection_waiting_and_moving_it_goes_on()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        await using var dialed = await NetPoll.DialAsync(listener.LocalEndPoint);
        listener.SetDeadline(Deadline.Past);
        for (int i = 0; i < 2; i++)
            (await listener.Awaiting(l => l.AcceptAsync().AsTask()).Should().ThrowAsync<NetException>()).Which.IsTimeout.Should().BeTrue();

        listener.SetDeadline(Deadline.None);
        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);

        listener.SetDeadline(Deadline.After(TimeSpan.FromMilliseconds(50)));
        (await listener.Awaiting(l => l.AcceptAsync().AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>()).Which.IsTimeout.Should().BeTrue();
    }

    [Fact]
    public async Task Many_accepts_at_once_all_get_a_connection_or_end_with_the_close()
    {
        var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        var accepts = Enumerable.Range(0, 10).Select(_ => listener.AcceptAsync().AsTask()).ToList();
        var dialed = new List<NetConn>();
        for (int i = 0; i < 6; i++) dialed.Add(await NetPoll.DialAsync(listener.LocalEndPoint));
        for (int i = 0; i < 6; i++)
        {
            var done = await Task.WhenAny(accepts).WaitAsync(Limit);
            accepts.Remove(done);
            dialed.Add(await done);
        }

        await listener.DisposeAsync();

        foreach (var accept in accepts) await accept.Awaiting(a => a.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
        foreach (var conn in dialed) await conn.DisposeAsync();
    }

    [Fact]
    public async Task Accepted_connections_live_on_after_the_listener()
    {
        var (dialed, accepted) = await net.PairAsync();
        await using var _ = dialed;
        await using var __ = accepted;

        await dialed.WriteAsync(new byte[] { 1 });

        (await accepted.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(1);
    }

    [Fact]
    public async Task The_control_hook_sees_the_socket_before_it_is_bound()
    {
        var seen = new List<string>();
        var options = new ListenOptions
        {
            Control = socket =>
            {
                seen.Add($"{socket.AddressFamily} {socket.IsBound}");
                socket.ReceiveBufferSize = 12345;
            },
        };

        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0", options);

        seen.Should().Equal("InterNetwork False");
        listener.Socket.ReceiveBufferSize.Should().Be(2 * 12345); // Linux doubles it.
    }

    [Fact]
    public async Task A_control_hook_that_throws_ends_the_listening_and_leaves_no_socket()
    {
        Socket? seen = null;
        var options = new ListenOptions
        {
            Control = socket =>
            {
                seen = socket;
                throw new NotSupportedException("no");
            },
        };

        await NetPoll.Awaiting(n => n.ListenAsync("tcp", "127.0.0.1:0", options).AsTask()).Should().ThrowAsync<NotSupportedException>();
        seen!.SafeHandle.IsClosed.Should().BeTrue();
        await NetPoll.Awaiting(n => n.ListenPacketAsync("udp", "127.0.0.1:0", options).AsTask()).Should().ThrowAsync<NotSupportedException>();
        seen.SafeHandle.IsClosed.Should().BeTrue();
    }

    [Fact]
    public async Task No_more_than_the_backlog_connect_while_none_is_accepted()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0", new ListenOptions { Backlog = 1 });
        var dials = Enumerable.Range(0, 6).Select(_ => NetPoll.DialAsync(listener.LocalEndPoint, new NetDialer { Timeout = TimeSpan.FromMilliseconds(300) }).AsTask()).ToArray();

        await Task.WhenAll(dials.Select(dial => dial.ContinueWith(_ => { }, TaskScheduler.Default))).WaitAsync(Limit);

        dials.Count(dial => dial.IsCompletedSuccessfully).Should().BeInRange(1, 2, "Linux takes one more than asked for");
        foreach (var dial in dials.Where(dial => dial.IsCompletedSuccessfully)) await (await dial).DisposeAsync();
    }

    [Fact]
    public async Task Its_connections_begin_with_its_keep_alive()
    {
        var options = new ListenOptions
        {
            Connection = new ConnectionOptions { KeepAliveIdle = TimeSpan.FromSeconds(7), KeepAliveInterval = TimeSpan.FromSeconds(8), KeepAliveCount = 3 },
        };
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0", options);
        await using var dialed = await NetPoll.DialAsync(listener.LocalEndPoint);

        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);

        Option(SocketOptionName.TcpKeepAliveTime).Should().Be(7);
        Option(SocketOptionName.TcpKeepAliveInterval).Should().Be(8);
        Option(SocketOptionName.TcpKeepAliveRetryCount).Should().Be(3);

        object? Option(SocketOptionName name) => accepted.Socket.GetSocketOption(SocketOptionLevel.Tcp, name);
    }

    [Fact]
    public async Task A_bad_option_is_refused_by_the_name_of_its_setting()
    {
        var options = new ListenOptions { Backlog = -1 };

        (await NetPoll.Awaiting(n => n.ListenAsync("tcp", "127.0.0.1:0", options).AsTask()).Should().ThrowAsync<ConfigurationException>())
            .Which.Message.Should().Be("akka.netpoll.listener.backlog is '-1', and should be a whole number, at least 0");
    }

    [Fact]
    public async Task TLS_that_a_connection_begins_by_itself_is_refused_for_the_listener()
    {
        var options = new ListenOptions { Tls = new TlsServerSettings(new()) };

        await NetPoll.Awaiting(n => n.ListenAsync("tcp", "127.0.0.1:0", options).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Reuse_port_lets_two_listeners_share_it()
    {
        var options = new ListenOptions { ReusePort = true };
        await using var first = await NetPoll.ListenAsync("tcp", "127.0.0.1:0", options);

        await using var second = await NetPoll.ListenAsync("tcp", first.LocalEndPoint.ToString()!, options);

        second.LocalEndPoint.Should().Be(first.LocalEndPoint);
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>What a dial leaves behind and what it may begin from: the dialing tests of Go's net (dial_test.go, tcpsock_test.go).</summary>
public sealed class DialingSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private NetPoll NetPoll => net.NetPoll;

    /// <summary>TestDialerDualStackFDLeak.</summary>
    [Fact]
    public async Task Dials_of_several_addresses_leave_no_descriptor_behind()
    {
        Settled();
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;
        var dialer = Named("::1", "127.0.0.1");

        for (int i = 0; i < 100; i++) await DialOnceAsync();

        Eventually.Equal(1, () => Watched);

        async Task DialOnceAsync()
        {
            await using var conn = await NetPoll.DialAsync("tcp", $"some.name:{port}", dialer).AsTask().WaitAsync(Limit);
            await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);
        }
    }

    /// <summary>TestDialParallelSpuriousConnection: the connection that comes second is closed, and the server sees that.</summary>
    [Fact]
    public async Task The_address_that_loses_the_race_is_closed()
    {
        await using var six = await NetPoll.ListenAsync("tcp6", "[::1]:0");
        int port = ((IPEndPoint)six.LocalEndPoint).Port;
        await using var four = await NetPoll.ListenAsync("tcp4", $"127.0.0.1:{port}");

        for (int i = 0; i < 20; i++)
        {
            // No delay: both are dialed at once, and both connect.
            await using var won = await NetPoll.DialAsync("tcp", $"some.name:{port}", Named("::1", "127.0.0.1") with { FallbackDelay = TimeSpan.FromTicks(1) });
            var winner = won.RemoteEndPoint!.Equals(six.LocalEndPoint) ? six : four;
            await using var accepted = await winner.AcceptAsync().AsTask().WaitAsync(Limit);
            (await AllAcceptedEndAsync(ReferenceEquals(winner, six) ? four : six)).Should().BeTrue();
        }
    }

    /// <summary>TestDialParallel: with the first family refused, silent or absent, the other is reached, sooner or later.</summary>
    [Theory]
    [InlineData("refused", "works", 60_000, "second")]
    [InlineData("silent", "works", 0, "second")]
    [InlineData("silent", "works", 30, "second")]
    [InlineData("works", "silent", 60_000, "first")]
    [InlineData("works", "refused", 0, "first")]
    [InlineData("refused", "refused", 10, "none")]
    [InlineData("works", "works", 60_000, "first")]
    public async Task Whichever_address_works_is_reached_and_not_later_than_it_must(string first, string second, int delay, string reached)
    {
        using var silent = new FullListener();
        int port = silent.Address.Port;
        // 127.0.0.1 is the silent one; what works has the same port elsewhere, and no socket listens on 127.0.0.3 or ::ffff.
        await using var four = await NetPoll.ListenAsync("tcp4", $"127.0.0.2:{port}");
        await using var six = await NetPoll.ListenAsync("tcp6", second == "works" ? $"[::1]:{port}" : "[::1]:0");
        string primary = first switch { "refused" => "127.0.0.3", "silent" => "127.0.0.1", _ => "127.0.0.2" };
        string fallback = second == "silent" ? "::ffff:127.0.0.1" : "::1";
        var dialer = Named(primary, fallback) with { FallbackDelay = TimeSpan.FromMilliseconds(delay), Timeout = TimeSpan.FromSeconds(20) };

        long begun = Stopwatch.GetTimestamp();
        var dialing = NetPoll.DialAsync("tcp", $"some.name:{port}", dialer).AsTask().WaitAsync(Limit);

        if (reached == "none")
        {
            await dialing.Awaiting(d => d).Should().ThrowAsync<NetException>()
                .WithMessage($"dial tcp {primary}:{port}: connect: connection refused", "the first family's error is the one to tell");
            return;
        }

        await using var conn = await dialing;
        conn.RemoteEndPoint.Should().Be(reached == "first" ? four.LocalEndPoint : six.LocalEndPoint);
        if (first == "silent") Stopwatch.GetElapsedTime(begun).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(delay));
    }

    /// <summary>TestDialParallel's long lists, and TestDialSerialAsyncSpuriousConnection's end: a thousand addresses refuse, and the last one works.</summary>
    [Fact]
    public async Task A_thousand_addresses_that_refuse_do_not_hide_the_one_that_works()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;
        var dialer = Named([.. Enumerable.Range(0, 1000).Select(i => $"127.0.{1 + (i / 250)}.{1 + (i % 250)}"), "127.0.0.1"]);

        await using var conn = await NetPoll.DialAsync("tcp", $"some.name:{port}", dialer).AsTask().WaitAsync(Limit);

        conn.RemoteEndPoint.Should().Be(listener.LocalEndPoint);
    }

    /// <summary>TestDialParallel, canceled: both families are given up, and nothing stays behind.</summary>
    [Fact]
    public async Task Cancellation_ends_a_race_that_neither_address_wins()
    {
        using var silent = new FullListener();
        Settled();
        using var source = new CancellationTokenSource();
        var dialer = Named("127.0.0.1", "::ffff:127.0.0.1") with { FallbackDelay = TimeSpan.FromTicks(1) };
        var dialing = NetPoll.DialAsync("tcp", $"some.name:{silent.Address.Port}", dialer, source.Token).AsTask();
        Eventually.True(() => Watched > 0);

        await source.CancelAsync();

        await dialing.Awaiting(d => d.WaitAsync(Limit)).Should().ThrowAsync<OperationCanceledException>();
        Eventually.Equal(0, () => Watched);
    }

    /// <summary>TestDialerLocalAddr.</summary>
    [Theory]
    [InlineData("tcp", "127.0.0.1:0", "127.0.0.1", true)]
    [InlineData("tcp", "127.0.0.1:0", "0.0.0.0", true)]
    [InlineData("tcp", "127.0.0.1:0", "127.0.0.2", true)]
    [InlineData("tcp4", "127.0.0.1:0", "127.0.0.1", true)]
    [InlineData("tcp", "127.0.0.1:0", "::1", false)]
    [InlineData("tcp4", "127.0.0.1:0", "::1", false)]
    [InlineData("tcp", "[::1]:0", "::1", true)]
    [InlineData("tcp6", "[::1]:0", "::1", true)]
    [InlineData("tcp", "[::1]:0", "::", true)]
    [InlineData("tcp", "[::1]:0", "127.0.0.1", false)]
    [InlineData("tcp6", "[::1]:0", "127.0.0.1", false)]
    public async Task A_local_address_serves_its_own_family(string network, string address, string local, bool connects)
    {
        await using var listener = await NetPoll.ListenAsync("tcp", address);
        var dialer = new NetDialer { LocalEndPoint = new IPEndPoint(IPAddress.Parse(local), 0) };

        var dialing = NetPoll.DialAsync(network, listener.LocalEndPoint.ToString()!, dialer).AsTask().WaitAsync(Limit);

        if (!connects)
        {
            await dialing.Awaiting(d => d).Should().ThrowAsync<NetException>();
            return;
        }

        await using var conn = await dialing;
        await using var accepted = await listener.AcceptAsync();
        accepted.RemoteEndPoint.Should().Be(conn.LocalEndPoint);
        if (!IPAddress.Parse(local).Equals(IPAddress.Any) && !IPAddress.Parse(local).Equals(IPAddress.IPv6Any))
        {
            ((IPEndPoint)conn.LocalEndPoint!).Address.Should().Be(IPAddress.Parse(local));
        }
    }

    /// <summary>TestTCPSpuriousConnSetupCompletion: a dial that succeeds is connected.</summary>
    [Fact]
    public async Task A_dial_beside_a_listener_that_comes_and_goes_succeeds_connected_or_not_at_all()
    {
        for (int round = 0; round < 50; round++)
        {
            var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
            var address = listener.LocalEndPoint;
            (await TryDialAsync(address).WaitAsync(Limit)).Should().BeTrue();
            var dials = Enumerable.Range(0, 8).Select(_ => Task.Run(() => TryDialAsync(address))).ToArray();
            await listener.DisposeAsync();
            await Task.WhenAll(dials).WaitAsync(Limit);
            (await TryDialAsync(address).WaitAsync(Limit)).Should().BeFalse();
        }

        async Task<bool> TryDialAsync(EndPoint address)
        {
            try
            {
                await using var conn = await NetPoll.DialAsync(address);
                conn.RemoteEndPoint.Should().Be(address);
                conn.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error).Should().BeOneOf(0, (int)SocketError.ConnectionReset);
                return true;
            }
            catch (NetException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
            {
                return false;
            }
        }
    }

    /// <summary>TestDialContextCancelRace, TestTCPSpuriousConnSetupCompletionWithCancel.</summary>
    [Fact]
    public async Task A_cancellation_that_races_with_success_yields_a_connection_or_is_one_and_leaks_nothing()
    {
        Settled();
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        int connected = 0, canceled = 0;
        for (int i = 0; i < 300; i++)
        {
            using var source = new CancellationTokenSource();
            var dialing = NetPoll.DialAsync(listener.LocalEndPoint, cancellationToken: source.Token).AsTask();
            if (i % 3 == 0) await Task.Yield();
            await source.CancelAsync();
            try
            {
                await (await dialing.WaitAsync(Limit)).DisposeAsync();
                connected++;
            }
            catch (OperationCanceledException)
            {
                canceled++;
            }
        }

        (connected + canceled).Should().Be(300);
        canceled.Should().BePositive();
        await listener.DisposeAsync();
        Eventually.Equal(0, () => Watched);
    }

    private static NetDialer Named(params string[] addresses) =>
        new() { Resolve = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()) };

    // True when nothing waits to be accepted there but connections that end at once.
    private static async Task<bool> AllAcceptedEndAsync(NetListener listener)
    {
        while (listener.Socket.Poll(0, SelectMode.SelectRead))
        {
            await using var loser = await listener.AcceptAsync();
            if (await loser.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit) != 0) return false;
        }

        return true;
    }

    // A socket that is watched no more is closed, and one that is not closed is watched.
    private int Watched => NetPoll.Loop.Table.Count;

    // The losers of the other specs' races are closed beside their winners.
    private void Settled() => Eventually.Equal(0, () => Watched);
}

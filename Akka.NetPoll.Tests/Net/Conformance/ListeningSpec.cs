using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>Accepting at the edges, and which listeners may share a port: the listening tests of Go's net (listen_test.go, net_test.go).</summary>
public sealed class ListeningSpec(NetSystem net) : IClassFixture<NetSystem>
{
    // Windows has another word for one that is taken for its owner alone (SO_EXCLUSIVEADDRUSE).
    private static readonly SocketError[] Taken = OperatingSystem.IsWindows()
        ? [SocketError.AddressAlreadyInUse, SocketError.AccessDenied]
        : [SocketError.AddressAlreadyInUse];

    private static readonly TimeSpan Limit = NetSystem.Limit;
    private NetPoll NetPoll => net.NetPoll;

    /// <summary>TestAcceptError: out of descriptors is temporary, and the connection is not lost.</summary>
    [Theory]
    [InlineData(SocketError.TooManyOpenSockets)]
    [InlineData(SocketError.NoBufferSpaceAvailable)]
    public async Task A_failed_accept_names_its_cause_and_the_next_one_gets_the_connection(SocketError error)
    {
        var failing = new FailingAccept(error, times: 2);
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0", new ListenOptions { TryAccept = failing.TryAccept });
        await using var dialed = await NetPoll.DialAsync(listener.LocalEndPoint);

        for (int i = 0; i < 2; i++)
        {
            var thrown = (await listener.Awaiting(l => l.AcceptAsync().AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>()).Which;
            thrown.SocketErrorCode.Should().Be(error);
            thrown.IsTemporary.Should().BeTrue();
            thrown.IsTimeout.Should().BeFalse();
            thrown.Message.Should().StartWith($"accept tcp {listener.LocalEndPoint}: ");
        }

        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);
        accepted.RemoteEndPoint.Should().Be(dialed.LocalEndPoint);
    }

    /// <summary>TestAcceptIgnoreAbortedConnRequest.</summary>
    [Fact]
    public async Task A_connection_that_has_gone_before_it_is_accepted_is_passed_over()
    {
        var failing = new FailingAccept(SocketError.ConnectionAborted, times: 3);
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0", new ListenOptions { TryAccept = failing.TryAccept });
        await using var dialed = await NetPoll.DialAsync(listener.LocalEndPoint);

        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);

        failing.Failures.Should().Be(3);
    }

    /// <summary>TestAcceptTimeoutMustNotReturn: the close ends it, no cleared deadline.</summary>
    [Theory]
    [InlineData("tcp")]
    [InlineData("unix")]
    public async Task An_accept_whose_deadline_was_cleared_waits_for_the_close(string network)
    {
        var listener = await NetPoll.ListenAsync(network, NetSystem.AnyAddress(network));
        listener.SetDeadline(Deadline.Past);
        listener.SetDeadline(Deadline.None);

        var accepting = listener.AcceptAsync().AsTask();
        accepting.IsCompleted.Should().BeFalse();
        await listener.DisposeAsync();

        await accepting.Awaiting(a => a.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
        listener.Invoking(l => l.SetDeadline(Deadline.None)).Should().Throw<ObjectDisposedException>();
        await listener.Awaiting(l => l.AcceptAsync().AsTask()).Should().ThrowAsync<ObjectDisposedException>();
        await listener.DisposeAsync();
    }

    /// <summary>TestAcceptTimeoutMustReturn: of several deadlines the last one counts.</summary>
    [Fact]
    public async Task An_accept_whose_deadline_was_cleared_and_set_again_times_out()
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        listener.SetDeadline(Deadline.None);
        listener.SetDeadline(Deadline.After(TimeSpan.FromMilliseconds(10)));

        (await listener.Awaiting(l => l.AcceptAsync().AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>())
            .Which.IsTimeout.Should().BeTrue();
    }

    /// <summary>TestTCPListener, TestDualStackTCPListener: whether a second listener may have the port of a first one.</summary>
    [Theory]
    [InlineData("tcp", "", "tcp", "", false)]
    [InlineData("tcp", "", "tcp4", "", false)]
    [InlineData("tcp", "", "tcp6", "", false)]
    [InlineData("tcp", "", "tcp", "127.0.0.1", false)]
    [InlineData("tcp", "", "tcp", "[::1]", false)]
    [InlineData("tcp4", "", "tcp", "", false)]
    [InlineData("tcp4", "", "tcp4", "", false)]
    [InlineData("tcp4", "", "tcp6", "", true)]
    [InlineData("tcp4", "", "tcp", "[::1]", true)]
    [InlineData("tcp6", "", "tcp", "", false)]
    [InlineData("tcp6", "", "tcp4", "", true)]
    [InlineData("tcp6", "", "tcp6", "", false)]
    [InlineData("tcp6", "", "tcp", "127.0.0.1", true)]
    [InlineData("tcp", "127.0.0.1", "tcp", "127.0.0.1", false)]
    [InlineData("tcp", "127.0.0.1", "tcp", "127.0.0.2", true)]
    [InlineData("tcp", "127.0.0.1", "tcp", "[::1]", true)]
    [InlineData("tcp", "[::1]", "tcp", "[::1]", false)]
    public async Task A_second_listener_gets_the_port_where_the_first_one_leaves_it(string network, string host, string second, string secondHost, bool free)
    {
        await using var listener = await NetPoll.ListenAsync(network, $"{host}:0");
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;

        Func<Task> listening = async () => await (await NetPoll.ListenAsync(second, $"{secondHost}:{port}")).DisposeAsync();

        if (free) await listening.Should().NotThrowAsync();
        else (await listening.Should().ThrowAsync<NetException>()).Which.SocketErrorCode.Should().BeOneOf(Taken);
    }

    /// <summary>TestListenCloseListen, TestClosingListener.</summary>
    [Fact]
    public async Task A_port_can_be_had_again_right_after_its_listener_closed_even_with_connections_left()
    {
        string address = "127.0.0.1:0";
        for (int i = 0; i < 10; i++)
        {
            var listener = await NetPoll.ListenAsync("tcp", address);
            address = listener.LocalEndPoint.ToString()!;
            await using var dialed = await NetPoll.DialAsync(listener.LocalEndPoint);
            var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);
            await listener.DisposeAsync();
            await accepted.DisposeAsync(); // The side that closes first is the one that lingers in TIME_WAIT.
        }
    }

    /// <summary>TestMaxAckBacklog: more than the system allows is what it allows.</summary>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(196_602)]
    [InlineData(1)]
    public async Task Any_backlog_is_taken_as_far_as_the_system_goes(int backlog)
    {
        await using var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0", new ListenOptions { Backlog = backlog });
        await using var dialed = await NetPoll.DialAsync(listener.LocalEndPoint).AsTask().WaitAsync(Limit);

        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);
    }

    /// <summary>TestTCPConcurrentAccept.</summary>
    [Fact]
    public async Task Ten_that_accept_share_a_hundred_connections_and_all_end_with_the_close()
    {
        var listener = await NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        int accepted = 0;
        var accepting = Enumerable.Range(0, 10).Select(_ => Task.Run(AcceptAsync)).ToArray();

        for (int i = 0; i < 100; i++) await (await NetPoll.DialAsync(listener.LocalEndPoint).AsTask().WaitAsync(Limit)).DisposeAsync();
        Eventually.Equal(100, () => Volatile.Read(ref accepted));
        await listener.DisposeAsync();

        await Task.WhenAll(accepting).WaitAsync(Limit);

        async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    await (await listener.AcceptAsync()).DisposeAsync();
                    Interlocked.Increment(ref accepted);
                }
            }
            catch (ObjectDisposedException)
            {
                // The close.
            }
        }
    }
}

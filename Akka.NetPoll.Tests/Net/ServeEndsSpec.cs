using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>How a served method ends, and whose doing that was: what it throws itself is its error, what the peer or we do to its connection is none.</summary>
public sealed class ServeEndsSpec() : NetPollTestKit("akka.loglevel = DEBUG")
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    public static TheoryData<string> OwnFaults => ["canceled", "its token", "canceled task", "end of a file", "disposed", "closed its connection", "at once", "no task"];

    [Theory]
    [MemberData(nameof(OwnFaults))]
    public async Task What_the_method_throws_of_itself_is_logged_as_an_error_with_its_cause(string fault)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        using var own = new CancellationTokenSource();
        await own.CancelAsync();
        var address = Listen((conn, _) => fault switch
        {
            "canceled" => throw new OperationCanceledException("of its own"),
            "its token" => new TaskCompletionSource().Task.WaitAsync(own.Token),
            "canceled task" => Task.FromCanceled(own.Token),
            "end of a file" => ReadTooMuchAsync(new MemoryStream([1])),
            "disposed" => throw new ObjectDisposedException("something of its own"),
            "closed its connection" => ReadTooMuchAsync(conn, close: true),
            "no task" => null!,
            _ => throw new InvalidOperationException("before its first await"),
        }).Address;
        using var client = await ConnectAsync(address);

        (await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);

        var error = ExpectMsg<Error>(Limit);
        error.Cause.Should().NotBeNull();
        error.ToString().Should().Contain($"Serving {client.Client.LocalEndPoint} failed");
    }

    [Theory]
    [InlineData("ends its stream")]
    [InlineData("ends its stream, read synchronously")]
    [InlineData("resets")]
    public async Task What_the_peer_does_is_logged_at_Debug_alone(string what)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));
        var address = Listen(async (conn, _) =>
        {
            if (what.Contains("synchronously")) conn.ReadExactly(new byte[2]);
            else await ReadTooMuchAsync(conn);
        }).Address;
        using var client = await ConnectAsync(address);

        EventFilter.Debug(start: $"Serving {client.Client.LocalEndPoint} has ended").ExpectOne(Limit, () =>
        {
            client.Client.Send([1]);
            if (what == "resets") client.Client.Close(0);
            else client.Client.Shutdown(SocketShutdown.Send);
        });

        ExpectNoMsg(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("reads")]
    [InlineData("heeds its token")]
    [InlineData("reads exactly")]
    public async Task What_our_own_closing_does_is_no_error(string what)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));
        var served = new TaskCompletionSource();
        var (listener, address) = Listen(async (conn, stop) =>
        {
            served.SetResult();
            if (what == "reads") _ = await conn.ReadAsync(new byte[1], CancellationToken.None);
            else if (what == "reads exactly") await conn.ReadExactlyAsync(new byte[1], CancellationToken.None);
            else await new TaskCompletionSource().Task.WaitAsync(stop);
        });
        using var client = await ConnectAsync(address);
        await served.Task.WaitAsync(Limit);
        Watch(listener);

        EventFilter.Debug(start: $"Serving {client.Client.LocalEndPoint} has ended").ExpectOne(Limit, () => Sys.Stop(listener));

        ExpectTerminated(listener, Limit);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("ignores everything")]
    [InlineData("blocks its thread")]
    public async Task A_method_that_never_ends_keeps_no_listener_from_stopping(string what)
    {
        var served = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var (listener, address) = Listen((conn, _) =>
        {
            served.SetResult();
            if (what == "blocks its thread") conn.ReadExactly(new byte[1]);
            return ended.Task;
        });
        using var client = await ConnectAsync(address);
        await served.Task.WaitAsync(Limit);
        Watch(listener);

        Sys.Stop(listener);

        ExpectTerminated(listener, Limit);
        await client.Awaiting(c => c.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task A_method_that_fails_when_its_listener_has_stopped_is_logged_all_the_same()
    {
        var served = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var (listener, address) = Listen((_, _) =>
        {
            served.SetResult();
            return ended.Task;
        });
        using var client = await ConnectAsync(address);
        await served.Task.WaitAsync(Limit);
        Watch(listener);
        Sys.Stop(listener);
        ExpectTerminated(listener, Limit);

        EventFilter.Exception<InvalidOperationException>(start: $"Serving {client.Client.LocalEndPoint} failed").ExpectOne(
            Limit, () => ended.SetException(new InvalidOperationException("too late")));
    }

    [Fact]
    public async Task What_a_callback_of_the_token_throws_is_an_error_of_the_method_and_the_others_are_closed()
    {
        var served = new CountdownEvent(2);
        var (listener, address) = Listen(async (conn, stop) =>
        {
            _ = stop.Register(() => throw new InvalidOperationException("in a callback"));
            served.Signal();
            _ = await conn.ReadAsync(new byte[1], CancellationToken.None);
        });
        using var first = await ConnectAsync(address);
        using var second = await ConnectAsync(address);
        served.Wait(Limit).Should().BeTrue();
        Watch(listener);

        EventFilter.Error(contains: "a callback of its token").Expect(2, Limit, () => Sys.Stop(listener));

        ExpectTerminated(listener, Limit);
    }

    [Fact]
    public async Task What_the_method_has_written_arrives_though_it_has_not_read_all_that_came()
    {
        var came = new TaskCompletionSource();
        var address = Listen(async (conn, _) =>
        {
            await came.Task;
            await conn.WriteAsync("answer"u8.ToArray(), CancellationToken.None);
        }).Address;
        using var client = await ConnectAsync(address);

        await client.GetStream().WriteAsync(new byte[100_000]);
        came.SetResult();

        (await new StreamReader(client.GetStream()).ReadToEndAsync().WaitAsync(Limit)).Should().Be("answer");
    }

    [Fact]
    public async Task A_method_that_returns_with_a_write_under_way_resets_for_its_peer_would_take_the_part_for_the_whole()
    {
        var served = new TaskCompletionSource();
        var address = Listen(async (conn, stop) =>
        {
            await conn.ReadExactlyAsync(new byte[1], stop);
            served.SetResult();
            _ = WriteAndLoseAsync(conn);
        }).Address;
        using var client = await ConnectAsync(address);

        client.Client.Send([1]);

        await served.Task.WaitAsync(Limit);
        Eventually.True(() => Sys.NetPoll().Loop.Table.Count == 1, "the listener is left; so far nothing was read, and the write stood still");
        await client.Awaiting(c => c.GetStream().CopyToAsync(Stream.Null).WaitAsync(Limit)).Should().ThrowAsync<IOException>();
    }

    private (IActorRef Listener, EndPoint Address) Listen(Func<NetConn, CancellationToken, Task> serve)
    {
        var listener = Sys.ActorOf(ListenerActor.Props(AnyPort, serve, new ListenOptions { Commander = TestActor }));
        return (listener, ExpectMsg<Tcp.Bound>(Limit).LocalEndPoint);
    }

    private static async Task WriteAndLoseAsync(NetConn conn) =>
        await conn.Awaiting(c => c.WriteAsync(new byte[64 << 20]).AsTask()).Should().ThrowAsync<Exception>();

    private static async Task ReadTooMuchAsync(Stream stream, bool close = false)
    {
        if (close) await stream.DisposeAsync();
        await stream.ReadExactlyAsync(new byte[2]);
    }

    private static async Task<TcpClient> ConnectAsync(EndPoint address)
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync((IPEndPoint)address);
        return client;
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>An actor per connection that runs a method in the blocking style.</summary>
public class ServeActorSpec(string hocon = "") : NetPollTestKit(hocon)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task The_method_serves_each_connection_and_its_return_closes_it()
    {
        var (_, address) = Listen(async conn =>
        {
            byte[] buffer = new byte[64];
            for (int count; (count = await conn.ReadAsync(buffer)) > 0;) await conn.WriteAsync(buffer.AsMemory(0, count));
        });
        using var first = await ConnectAsync(address);
        using var second = await ConnectAsync(address);

        foreach (var client in new[] { first, second })
        {
            var stream = client.GetStream();
            await stream.WriteAsync("hello"u8.ToArray());
            byte[] answer = new byte[5];
            await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(Limit);
            client.Client.Shutdown(SocketShutdown.Send);
            (await stream.ReadAsync(answer).AsTask().WaitAsync(Limit)).Should().Be(0);
        }
    }

    [Fact]
    public async Task An_exception_is_logged_with_the_peer_and_closes_that_connection_only()
    {
        var (listener, address) = Listen(async conn =>
        {
            byte[] buffer = new byte[1];
            await conn.ReadExactlyAsync(buffer);
            if (buffer[0] == 0) throw new InvalidOperationException("user code failed");
            await conn.WriteAsync(buffer);
        });
        Watch(listener);
        using var doomed = await ConnectAsync(address);
        using var healthy = await ConnectAsync(address);

        EventFilter.Exception<InvalidOperationException>(start: $"Serving 127.0.0.1:{((IPEndPoint)doomed.Client.LocalEndPoint!).Port} failed").ExpectOne(Limit, () =>
            doomed.Client.Send([0]));

        (await doomed.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(0);
        await healthy.GetStream().WriteAsync(new byte[] { 1 });
        (await healthy.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(1);
        Eventually.Equal(0, () => ((ActorRefWithCell)listener).Children.Count());
        listener.Tell(new Identify("still there"));
        ExpectMsg<ActorIdentity>().Subject.Should().Be(listener);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_peer_does_to_its_connection_is_no_error_and_what_fails_elsewhere_is(bool resets)
    {
        var served = new TaskCompletionSource<NetConn>();
        var (_, address) = Listen(async conn =>
        {
            byte[] buffer = new byte[1];
            await conn.ReadExactlyAsync(buffer);
            if (buffer[0] == 0) await Sys.NetPoll().DialAsync("unix", "/no/socket/is/here");
            if (!resets) conn.SetReadDeadline(Deadline.Past);
            served.SetResult(conn);
            await conn.ReadExactlyAsync(buffer);
        });
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        using var peer = await ConnectAsync(address);
        using var other = await ConnectAsync(address);

        peer.Client.Send([1]);
        var conn = await served.Task.WaitAsync(Limit);
        if (resets) peer.Client.Close(0);
        Eventually.True(() => !conn.CanRead);
        other.Client.Send([0]);

        ExpectMsg<Error>(Limit).Cause.Should().BeOfType<NetException>().Which.Operation.Should().Be("dial");
    }

    [Fact]
    public async Task Stopping_the_listener_cancels_and_resets_what_is_being_served()
    {
        var canceled = new TaskCompletionSource();
        var (listener, address) = Listen(async (conn, stop) =>
        {
            using var registration = stop.Register(canceled.SetResult);
            _ = await conn.ReadAsync(new byte[1], CancellationToken.None);
        });
        using var client = await ConnectAsync(address);
        await client.GetStream().WriteAsync(ReadOnlyMemory<byte>.Empty);
        Eventually.True(() => Sys.NetPoll().Loop.Table.Count == 2);

        Sys.Stop(listener);

        await canceled.Task.WaitAsync(Limit);
        await client.Awaiting(c => c.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Coordinated_shutdown_lets_a_method_that_heeds_its_token_send_its_last_bytes()
    {
        var (_, address) = Listen(async (conn, stop) =>
        {
            try
            {
                _ = await conn.ReadAsync(new byte[1], stop);
            }
            catch (OperationCanceledException)
            {
            }

            await conn.WriteAsync("bye"u8.ToArray(), CancellationToken.None);
        });
        using var client = await ConnectAsync(address);
        Eventually.True(() => Sys.NetPoll().Loop.Table.Count == 2);

        var shutdown = CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        (await new StreamReader(client.GetStream()).ReadToEndAsync().WaitAsync(Limit)).Should().Be("bye");
        await shutdown.WaitAsync(Limit);
    }

    [Fact]
    public async Task A_method_begins_TLS_by_itself()
    {
        var (_, address) = Listen(async conn =>
        {
            await using var tls = await conn.TlsServerAsync(NetTlsSpec.Server());
            await tls.WriteAsync("hello"u8.ToArray());
        });
        using var client = await ConnectAsync(address);
        await using var stream = new SslStream(client.GetStream());

        await stream.AuthenticateAsClientAsync(NetTlsSpec.Client()).WaitAsync(Limit);

        (await new StreamReader(stream).ReadToEndAsync().WaitAsync(Limit)).Should().Be("hello");
    }

    [Fact]
    public void TLS_as_an_option_is_refused_so_that_no_method_serves_in_the_clear()
    {
        var options = new ListenOptions { Tls = new TlsServerSettings(NetTlsSpec.Server()) };

        FluentActions.Invoking(() => ListenerActor.Props(AnyPort, conn => Task.CompletedTask, options))
            .Should().Throw<ArgumentException>().WithMessage("*TlsServerAsync*");
    }

    private (IActorRef Listener, EndPoint Address) Listen(Func<NetConn, Task> serve) => Listen((conn, _) => serve(conn));

    private (IActorRef Listener, EndPoint Address) Listen(Func<NetConn, CancellationToken, Task> serve)
    {
        var listener = Sys.ActorOf(ListenerActor.Props(AnyPort, serve, new ListenOptions { Commander = TestActor }));
        return (listener, ExpectMsg<Tcp.Bound>(Limit).LocalEndPoint);
    }

    private static async Task<TcpClient> ConnectAsync(EndPoint address)
    {
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)address);
        return client;
    }
}

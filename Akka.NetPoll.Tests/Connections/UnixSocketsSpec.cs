using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Unix stream sockets through the actors: paths, abstract names, and the life of the file.</summary>
public class UnixSocketsSpec : ConnectionsTestKit
{
    private readonly TemporaryFolder _folder = new();
    private readonly UnixDomainSocketEndPoint _path;

    public UnixSocketsSpec(string hocon = "")
        : base(hocon) => _path = new UnixDomainSocketEndPoint(_folder["socket"]);

    private bool FileExists => File.Exists(_folder["socket"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_dialed_connection_and_an_accepted_one_talk(bool isAbstract)
    {
        EndPoint address = isAbstract ? new UnixDomainSocketEndPoint($"\0akka-netpoll-{Guid.NewGuid():N}") : _path;
        Sys.ActorOf(ListenerActor.Props(address, ToTest()));
        EndPoint bound = ExpectMsg<Tcp.Bound>().LocalEndPoint;

        (IActorRef dialed, TestProbe client) = Dial(bound);
        (IActorRef accepted, TestProbe server) = Accepted();
        dialed.Tell(Write(1, 2));
        Receive(server, 2).Should().Equal(1, 2);
        accepted.Tell(Write(3));
        Receive(client, 1).Should().Equal(3);
        dialed.Tell(Tcp.Close.Instance);

        client.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Closed);
        server.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.PeerClosed);
        bound.ToString().Should().Be(address.ToString());
        FileExists.Should().Be(!isAbstract);
    }

    [Fact]
    public void Unbind_deletes_the_file_and_leaves_connections_alive()
    {
        IActorRef listener = Bind();
        using var client = new TestClient(_path);
        (IActorRef connection, _) = Accepted();

        listener.Tell(Tcp.Unbind.Instance);
        ExpectMsg<Tcp.Unbound>();

        FileExists.Should().BeFalse();
        connection.Tell(Write(5));
        client.Receive(1).Should().Equal(5);
    }

    [Fact]
    public void Stopping_the_listener_deletes_the_file()
    {
        IActorRef listener = Watch(Bind());

        Sys.Stop(listener);
        ExpectTerminated(listener);

        FileExists.Should().BeFalse();
    }

    [Fact]
    public void Without_UnlinkOnClose_the_file_stays_whether_unbound_or_stopped()
    {
        IActorRef listener = Watch(Sys.ActorOf(ListenerActor.Props(_path, ToTest(new ListenOptions { UnlinkOnClose = false }))));
        ExpectMsg<Tcp.Bound>();

        listener.Tell(Tcp.Unbind.Instance);
        ExpectMsg<Tcp.Unbound>();
        ExpectTerminated(listener);

        FileExists.Should().BeTrue();
        Sys.ActorOf(ListenerActor.Props(_path, ToTest()));
        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.AddressAlreadyInUse);
    }

    [Fact]
    public void A_file_that_another_listener_has_made_anew_is_left_to_it()
    {
        IActorRef first = Watch(Bind());
        using var client = new TestClient(_path);
        (_, TestProbe handler) = Accepted();
        client.Send(1);
        Receive(handler, 1); // It is registered, and so will be the one to hear of the end.
        first.Tell(Tcp.Unbind.Instance);
        ExpectMsg<Tcp.Unbound>();
        Bind();

        Sys.Stop(first);
        ExpectTerminated(first);

        FileExists.Should().BeTrue();
        using var another = new TestClient(_path);
        ExpectMsg<Tcp.Connected>();
    }

    [Fact]
    public void A_stale_file_is_an_address_in_use_and_stays()
    {
        using (var crashed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            crashed.Bind(_path);
            File.Move(_folder["socket"], _folder["kept"]); // .NET deletes what it knows by its old name.
        }

        File.Move(_folder["kept"], _folder["socket"]);

        Sys.ActorOf(ListenerActor.Props(_path, ToTest()));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>()
            .Which.SocketErrorCode.Should().Be(SocketError.AddressAlreadyInUse);
        FileExists.Should().BeTrue();
        DialError(_path).SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public void A_missing_file_is_the_kernels_error()
    {
        SocketException error = DialError(_path);

        error.Message.Should().Contain("No such file or directory").And.Contain(_path.ToString());
    }

    [Fact]
    public void A_missing_folder_is_the_kernels_error()
    {
        var nowhere = new UnixDomainSocketEndPoint(_folder["none/socket"]);

        Sys.ActorOf(ListenerActor.Props(nowhere, ToTest()));

        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>()
            .Which.Message.Should().Contain("No such file or directory").And.Contain(nowhere.ToString());
    }

    [Fact]
    public void A_listener_whose_queue_is_full_refuses_at_once()
    {
        using var full = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        full.Bind(_path);
        full.Listen(0);
        using var queued = new TestClient(_path);

        DialError(_path).SocketErrorCode.Should().Be(SocketError.WouldBlock);
    }

    [SkippableFact]
    public async Task Socat_talks_to_a_listener()
    {
        OutsideProgram.SkipIfMissing("socat");
        Bind();
        using var socat = OutsideProgram.Start("socat", "-", $"UNIX-CONNECT:{_folder["socket"]}");
        (IActorRef connection, TestProbe handler) = Accepted();

        await socat.Input.WriteAsync("hello\n");
        await socat.Input.FlushAsync();
        Receive(handler, 6).Should().Equal("hello\n"u8.ToArray());
        connection.Tell(Write("and back\n"u8.ToArray()));

        (await socat.Output.ReadLineAsync().WaitAsync(Eventually.Limit)).Should().Be("and back");
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private IActorRef Bind()
    {
        IActorRef listener = Sys.ActorOf(ListenerActor.Props(_path, ToTest()));
        ExpectMsg<Tcp.Bound>().LocalEndPoint.Should().Be(_path);
        return listener;
    }

    private (IActorRef Connection, TestProbe Handler) Accepted()
    {
        ExpectMsg<Tcp.Connected>();
        return (LastSender, Register(LastSender));
    }

    private (IActorRef Connection, TestProbe Handler) Dial(EndPoint address)
    {
        TestProbe client = CreateTestProbe();
        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(address), client.Ref);
        client.ExpectMsg<Tcp.Connected>();
        client.LastSender.Tell(new Tcp.Register(client.Ref));
        return (client.LastSender, client);
    }

    private SocketException DialError(EndPoint address)
    {
        TestProbe client = CreateTestProbe();
        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(address), client.Ref);
        return (SocketException)client.ExpectMsg<Tcp.CommandFailed>().Cause;
    }

    private TestProbe Register(IActorRef connection)
    {
        TestProbe handler = CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref));
        return handler;
    }
}

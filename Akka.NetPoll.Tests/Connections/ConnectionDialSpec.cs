using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Runtime;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A dialed socket is taken by its connection or closed, whenever the connection or the dialer ends.</summary>
public class ConnectionDialSpec : ConnectionsTestKit
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ConnectionDialSpec(string hocon = "")
        : base(hocon)
    {
        _server.Bind(AnyPort);
        _server.Listen();
    }

    [Fact]
    public void What_was_taken_stays_open_when_the_dial_is_disposed_of()
    {
        ConnectionDial dial = Dial();
        ExpectMsg<ConnectionDial.Ended>();
        PollFd fd = dial.Take();
        using Socket accepted = Accept();

        dial.Dispose();

        fd.Send(new byte[] { 1 }).Count.Should().Be(1);
        accepted.Receive(new byte[2]).Should().Be(1);
        fd.Close();
    }

    [Fact]
    public void What_was_connected_and_not_taken_is_closed()
    {
        ConnectionDial dial = Dial();
        ExpectMsg<ConnectionDial.Ended>();
        using Socket accepted = Accept();

        dial.Dispose();

        accepted.Receive(new byte[1]).Should().Be(0);
        Eventually.Equal(0, () => Sys.NetPoll().Loop.Table.Count);
    }

    [Fact]
    public void A_dial_that_is_disposed_of_while_its_name_is_looked_up_connects_no_more()
    {
        var found = new TaskCompletionSource<IPAddress[]>();
        int asked = 0;
        ConnectionDial dial = Dial(new DialRequest(new DnsEndPoint("a.example", Port))
        {
            Resolve = (_, _) =>
            {
                asked++;
                return found.Task;
            },
        });
        asked.Should().Be(1);

        dial.Dispose();
        found.SetResult([IPAddress.Loopback]);

        ExpectMsg<ConnectionDial.Ended>();
        _server.Poll(0, SelectMode.SelectRead).Should().BeFalse("it has not been connected to");
        Eventually.Equal(0, () => Sys.NetPoll().Loop.Table.Count);
    }

    [Fact]
    public void Dialers_stopped_at_any_moment_leave_nothing_open()
    {
        for (int i = 0; i < 200; i++)
        {
            IActorRef dialer = Sys.ActorOf(DialerActor.Props());
            dialer.Tell(new Tcp.Connect(_server.LocalEndPoint!), CreateTestProbe().Ref);
            using Socket accepted = Accept();
            Thread.SpinWait(i * 50);

            Sys.Stop(dialer);

            FluentActions.Invoking(() => End(accepted)).Should().NotThrow("round {0}", i);
        }

        Eventually.Equal(0, () => Sys.NetPoll().Loop.Table.Count);
    }

    protected override void AfterAll()
    {
        _server.Dispose();
        base.AfterAll();
    }

    private int Port => ((IPEndPoint)_server.LocalEndPoint!).Port;

    private ConnectionDial Dial(DialRequest? request = null)
    {
        var runtime = NetPollRuntime.Get(Sys);
        return new ConnectionDial(request ?? new DialRequest(_server.LocalEndPoint!), runtime, TestActor);
    }

    private Socket Accept()
    {
        Socket accepted = _server.Accept();
        accepted.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        return accepted;
    }

    // By a reset or the end of the stream.
    private static void End(Socket accepted)
    {
        int count = accepted.Receive(new byte[1], SocketFlags.None, out SocketError error);
        (count, error).Should().BeOneOf((0, SocketError.Success), (0, SocketError.ConnectionReset));
    }
}

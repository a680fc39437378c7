using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Whose a dialed socket is while the news of it is on its way: it is never left open by all.</summary>
public class DialAttemptSpec : ConnectionsTestKit
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public DialAttemptSpec(string hocon = "")
        : base(hocon)
    {
        _server.Bind(AnyPort);
        _server.Listen();
    }

    [Fact]
    public void A_dialer_that_is_first_keeps_the_socket_when_the_attempt_stops()
    {
        (_, IActorRef attempt, DialAttemptActor.Dialed dialed, Socket accepted) = Dial();

        dialed.Socket.TryTake().Should().BeTrue();
        Watch(attempt);
        Sys.Stop(attempt);
        ExpectTerminated(attempt);

        dialed.Socket.Socket.Send([1]);
        accepted.Receive(new byte[2]).Should().Be(1);
        dialed.Socket.Socket.Dispose();
        accepted.Dispose();
    }

    [Fact]
    public void A_dialer_that_stops_before_it_has_heard_leaves_nothing_open()
    {
        (IActorRef dialer, _, DialAttemptActor.Dialed dialed, Socket accepted) = Dial();

        Sys.Stop(dialer);

        accepted.Receive(new byte[1]).Should().Be(0);
        dialed.Socket.TryTake().Should().BeFalse("a dialer that hears of it after all must not use it");
        Eventually.Equal(0, () => Sys.NetPoll().Loop.Table.Count);
        accepted.Dispose();
    }

    [Fact]
    public void Told_to_close_it_takes_the_socket_back_and_says_that_it_has_failed()
    {
        (_, IActorRef attempt, DialAttemptActor.Dialed dialed, Socket accepted) = Dial();

        attempt.Tell(Tcp.Close.Instance);

        ExpectMsg<DialAttemptActor.DialFailed>().Cause.Should().BeOfType<OperationCanceledException>();
        accepted.Receive(new byte[1]).Should().Be(0);
        dialed.Socket.TryTake().Should().BeFalse();
        accepted.Dispose();
    }

    [Fact]
    public void Dialers_stopped_at_any_moment_leave_nothing_open()
    {
        for (int i = 0; i < 200; i++)
        {
            IActorRef dialer = Sys.ActorOf(DialerActor.Props());
            dialer.Tell(new Tcp.Connect(_server.LocalEndPoint!), CreateTestProbe().Ref);
            using Socket accepted = Accept(_server);
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

    private (IActorRef Dialer, IActorRef Attempt, DialAttemptActor.Dialed Dialed, Socket Accepted) Dial()
    {
        var connect = new Tcp.Connect(_server.LocalEndPoint!);
        IActorRef dialer = Sys.ActorOf(Props.Create(() => new Deaf(TestActor, connect)));
        Socket accepted = Accept(_server);
        var dialed = ExpectMsg<DialAttemptActor.Dialed>();
        return (dialer, LastSender, dialed, accepted);
    }

    private static Socket Accept(Socket server)
    {
        Socket accepted = server.Accept();
        accepted.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        return accepted;
    }

    // By a reset or the end of the stream.
    private static void End(Socket accepted)
    {
        int count = accepted.Receive(new byte[1], SocketFlags.None, out SocketError error);
        (count, error).Should().BeOneOf((0, SocketError.Success), (0, SocketError.ConnectionReset));
    }

    // A dialer that has told the test, and has done nothing yet.
    private sealed class Deaf : UntypedActor
    {
        private readonly IActorRef _test;

        public Deaf(IActorRef test, Tcp.Connect connect)
        {
            _test = test;
            Context.ActorOf(Props.Create(() => new DialAttemptActor(connect, TimeSpan.Zero)));
        }

        protected override void OnReceive(object message) => _test.Forward(message);
    }
}

using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>akka.netpoll.listener: backlog, accepts-per-turn, min-backoff and max-backoff at work.</summary>
public sealed class ListenSettingsSpec() : ConnectionsTestKit("""
    akka.netpoll.listener {
      backlog = 2
      min-backoff = 1ms
      max-backoff = 4ms
    }
    """)
{
    private readonly List<Socket> _clients = [];

    [Fact]
    public void No_more_than_the_backlog_are_established_while_none_is_accepted()
    {
        Listen(new ListenOptions { PullMode = true });

        Connected(10).Should().BeInRange(2, 3, "Linux takes one more than asked for");
    }

    [Fact]
    public void A_listeners_own_options_go_before_the_settings()
    {
        Listen(new ListenOptions { PullMode = true, Backlog = 0 });

        Connected(10).Should().Be(10);
    }

    [Fact]
    public void Listeners_that_reuse_the_port_share_it()
    {
        var options = new ListenOptions { ReusePort = true };
        Listen(options);

        Sys.ActorOf(ListenerActor.Props(Address, ToTest(options)));

        ExpectMsg<Tcp.Bound>().LocalEndPoint.Should().Be(Address);
    }

    [Fact]
    public void After_accepts_per_turn_of_them_other_messages_come_first()
    {
        using var allThere = new ManualResetEventSlim();
        int accepted = 0;
        Listen(new ListenOptions { AcceptsPerTurn = 2, Backlog = 0, TryAccept = Accept });
        Connected(5).Should().Be(5);

        Listener.Tell(Tcp.Unbind.Instance);
        allThere.Set();

        FishForMessage(message => message is Tcp.Unbound);
        accepted.Should().Be(2);

        SocketError Accept(Socket listener, out Socket? socket)
        {
            allThere.Wait(Eventually.Limit).Should().BeTrue();
            SocketError error = listener.TryAccept(out socket);
            if (error == SocketError.Success) accepted++;
            return error;
        }
    }

    [Fact]
    public void Backing_off_begins_with_the_least_doubles_and_ends_with_the_most()
    {
        var accept = new FailingAccept(SocketError.TooManyOpenSockets, times: 5);
        TestKit.TestProbe log = CreateTestProbe();
        Sys.EventStream.Subscribe(log.Ref, typeof(Warning));
        Listen(new ListenOptions { TryAccept = accept.TryAccept });

        Connect();

        ExpectMsg<Tcp.Connected>();
        IEnumerable<double> delays = Enumerable.Range(0, 5).Select(_ => Delay(log.ExpectMsg<Warning>()).TotalMilliseconds);
        delays.Should().Equal(1, 2, 4, 4, 4);
    }

    // It is the last word.
    private static TimeSpan Delay(Warning warning) => TimeSpan.Parse(warning.Message.ToString()!.Split(' ')[^1]);

    // On loopback a connect that is to succeed has done so before it returns.
    private int Connected(int attempts)
    {
        int connected = 0;
        for (int i = 0; i < attempts; i++)
        {
            Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _clients.Add(client);
            try
            {
                client.Connect(Address);
            }
            catch (SocketException)
            {
                // In progress, as always without blocking.
            }

            if (client.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectWrite)) connected++;
        }

        return connected;
    }

    protected override void AfterAll()
    {
        foreach (Socket client in _clients) client.Dispose();
        base.AfterAll();
    }
}

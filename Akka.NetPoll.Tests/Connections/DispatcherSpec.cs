using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Which threads run listeners and connections.</summary>
public sealed class DispatcherSpec : ConnectionsTestKit
{
    [Fact]
    public void Connections_run_on_the_workers()
    {
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new WhereAmI(TestActor)), ToTest()));

        Connect();

        ExpectMsg<bool>().Should().BeTrue();
    }

    [Fact]
    public void A_listener_runs_on_the_workers_when_its_Props_say_so()
    {
        Sys.NetPoll();
        var onWorker = new ConcurrentQueue<bool>();
        Listen(ListenerActor.Props(AnyPort, ToTest(new ListenOptions { TryAccept = Accept })).WithDispatcher(NetPollSettings.Dispatcher));

        Connect();

        ExpectMsg<Tcp.Connected>();
        onWorker.Should().NotBeEmpty().And.OnlyContain(on => on);

        SocketError Accept(Socket listener, out Socket? accepted)
        {
            onWorker.Enqueue(Worker.Current is not null);
            return listener.TryAccept(out accepted);
        }
    }

    private sealed class WhereAmI(IActorRef test) : ConnectionActor
    {
        protected override void OnConnected() => test.Tell(Worker.Current is not null);

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}

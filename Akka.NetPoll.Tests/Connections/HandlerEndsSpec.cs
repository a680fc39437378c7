using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A handler from a factory that ends before its connection takes it along: no actor and no descriptor is left.</summary>
public sealed class HandlerEndsSpec() : ConnectionsTestKit("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
{
    public enum End
    {
        ThrowsInConstructor,
        ThrowsInPreStart,
        ThrowsAtConnected,
        StopsItselfAtConnected,
        StopsItselfAfterRegister,
        IsPoisonedAtConnected,
        IsKilled,
        ThrowsAtReceived,
        StopsItselfAtReceived,
        StopsItselfAtPeerClosed,
        StopsItselfAtClosed,
        ThrowsAtClosed,
    }

    public static TheoryData<End> Ends => new(Enum.GetValues<End>());

    [Theory]
    [MemberData(nameof(Ends))]
    public void Its_connections_are_gone_with_it(End end)
    {
        Listen(ListenerActor.Props(AnyPort, _ => Props.Create(() => new Ending(end)), ToTest()));

        for (int i = 0; i < 20; i++)
        {
            using var client = new TestClient(Address);
            TrySendAndEnd(client);
            client.ReceiveError().Should().BeOneOf(
                [SocketError.ConnectionReset, SocketError.Success], "it ends, with a reset unless the handler has seen the end");
        }

        Eventually.Equal(1, () => Sys.NetPoll().Loop.Table.Count);
        Listener.Tell(Tcp.Unbind.Instance);
        Watch(Listener);
        FishForMessage(message => message is Terminated); // Which it is when its last connection's actor is gone.
    }

    private static void TrySendAndEnd(TestClient client)
    {
        try
        {
            client.Send(1);
            client.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It may have been reset by then.
        }
    }

    private sealed class Ending : UntypedActor
    {
        private readonly End _end;

        public Ending(End end)
        {
            _end = end;
            Throw(End.ThrowsInConstructor);
        }

        protected override void PreStart() => Throw(End.ThrowsInPreStart);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Tcp.Connected: OnConnected(); break;
                case Tcp.Received: Throw(End.ThrowsAtReceived); StopIf(End.StopsItselfAtReceived); break;
                case Tcp.PeerClosed: StopIf(End.StopsItselfAtPeerClosed); Context.Parent.Tell(Tcp.Close.Instance); break;
                case Tcp.Closed: Throw(End.ThrowsAtClosed); StopIf(End.StopsItselfAtClosed); break;
            }
        }

        private void OnConnected()
        {
            Throw(End.ThrowsAtConnected);
            StopIf(End.StopsItselfAtConnected);
            if (_end == End.IsPoisonedAtConnected) Self.Tell(PoisonPill.Instance);
            if (_end == End.IsKilled) Self.Tell(Kill.Instance);
            Sender.Tell(new Tcp.Register(Self, KeepOpenOnPeerClosed: true));
            StopIf(End.StopsItselfAfterRegister);
        }

        private void Throw(End end)
        {
            if (_end == end) throw new InvalidOperationException("as it should");
        }

        private void StopIf(End end)
        {
            if (_end == end) Context.Stop(Self);
        }
    }
}

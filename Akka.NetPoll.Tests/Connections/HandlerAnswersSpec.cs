using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A handler from a factory ends with its connection, and has the answers to all that it told it before.</summary>
public sealed class HandlerAnswersSpec : ConnectionsTestKit
{
    [Fact]
    public void What_stands_in_the_mailbox_at_the_end_is_answered_before_Closed()
    {
        Listen(ListenerActor.Props(AnyPort, _ => Props.Create(() => new Handler(TestActor)), ToTest()));
        using var client = new TestClient(Address);
        client.Send(1);

        for (int i = 0; i < Handler.Writes; i++) ExpectMsg<Tcp.CommandFailed>().Command.Should().BeOfType<Tcp.Write>().Which.Ack.Should().Be(i);
        ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Aborted);
        ExpectMsg("stopped");
    }

    // Aborts and writes while the connection is suspended, so that the writes stand behind the Abort in its mailbox when it ends.
    private sealed class Handler(IActorRef test) : UntypedActor
    {
        public const int Writes = 5;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Tcp.Connected:
                    Sender.Tell(new Tcp.Register(Self));
                    break;
                case Tcp.Received:
                    var connection = (IInternalActorRef)Sender;
                    connection.Suspend();
                    Sender.Tell(Tcp.Abort.Instance);
                    for (int i = 0; i < Writes; i++) Sender.Tell(new Tcp.Write(new byte[1]) { Ack = i });
                    connection.Resume(null);
                    break;
                default:
                    test.Tell(message);
                    break;
            }
        }

        protected override void PostStop() => test.Tell("stopped");
    }
}

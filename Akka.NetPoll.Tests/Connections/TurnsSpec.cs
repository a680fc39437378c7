using System.Buffers;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>reads-per-turn and read-buffer: how much one connection reads before others may run.</summary>
public sealed class TurnsSpec() : ConnectionsTestKit("akka.netpoll.connection { reads-per-turn = 2\n read-buffer = 1000 }")
{
    [Fact]
    public void A_connection_that_has_more_to_read_lets_others_have_their_turn()
    {
        const int length = 20_000;
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Counting(TestActor, length)), ToTest()));
        TestClient client = Connect();
        var connection = ExpectMsg<IActorRef>();

        client.Send(new byte[length]);
        connection.Tell("go");

        ExpectMsg<int>().Should().BeInRange(1, 2, "after two reads another message may come");
        ExpectMsg<int>().Should().BeInRange(1, 1000, "one read fills at most its buffer");
    }

    // Tells how many reads there were before a message that was sent in the first, and at the end how large the largest was.
    private sealed class Counting(IActorRef test, int length) : ConnectionActor
    {
        private int _reads, _received;
        private long _largest;

        protected override void OnConnected()
        {
            SuspendReading();
            test.Tell(Self);
        }

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            if (_reads++ == 0) Self.Tell("other");
            _received += (int)data.Length;
            _largest = Math.Max(_largest, data.Length);
            if (_received == length) test.Tell((int)_largest);
            return data.End;
        }

        protected override void OnMessage(object message)
        {
            if (message is "go") ResumeReading();
            else test.Tell(_reads);
        }
    }
}

using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Every Write with an Ack is answered once, to its sender, however the connection ends; with TLS, too.</summary>
public sealed class WritesAtTheEndSpec() : TlsTestKit("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
{
    private const int Large = 12 << 20;

    private static readonly Dictionary<string, Action<WritesAtTheEndSpec>> AllEnds = new()
    {
        ["Abort"] = spec => spec._connection.Tell(Tcp.Abort.Instance),
        ["the peer's reset"] = spec => spec._client.Reset(),
        ["the handler's stop"] = spec => spec.Sys.Stop(spec._handler.Ref),
        ["the actor's stop"] = spec => spec.Sys.Stop(spec._connection),
        ["the actor's poison"] = spec => spec._connection.Tell(PoisonPill.Instance),
        ["the actor's kill"] = spec => spec._connection.Tell(Kill.Instance),
        ["the listener's stop"] = spec => spec.Sys.Stop(spec.Listener),
        ["Close, and its timeout"] = spec => spec._connection.Tell(Tcp.Close.Instance),
        ["ConfirmedClose, and its timeout"] = spec => spec._connection.Tell(Tcp.ConfirmedClose.Instance),
        ["the idle timeout"] = _ => { },
    };

    private TestClient _client = null!;
    private IActorRef _connection = ActorRefs.Nobody;
    private TestProbe _handler = null!;

    public static TheoryData<string> Ends => [.. AllEnds.Keys];

    [Theory]
    [MemberData(nameof(Ends))]
    public void Queued_when_the_connection_ends_they_fail_with_the_cause(string end)
    {
        Begin(end);
        TestProbe[] writers = [CreateTestProbe(), CreateTestProbe(), _handler];
        var writes = writers.Select((_, i) => new Tcp.Write(new byte[] { 1 }, i)).ToArray();
        _connection.Tell(new Tcp.Write(new byte[Large]));
        for (int i = 0; i < writers.Length; i++) _connection.Tell(writes[i], writers[i].Ref);
        // A stop from outside overtakes what is still in the mailbox; the answer says that nothing is.
        _connection.Ask<ActorIdentity>(new Identify(null), Eventually.Limit).Wait(Eventually.Limit).Should().BeTrue();

        AllEnds[end](this);

        for (int i = 0; i < writers.Length; i++)
        {
            if (end == "the handler's stop" && writers[i] == _handler) continue;
            var failed = writers[i].ExpectMsg<Tcp.CommandFailed>();
            failed.Command.Should().BeSameAs(writes[i]);
            failed.Cause.Message.Should().NotBeEmpty();
        }

        foreach (TestProbe writer in writers[..2]) ExpectNothingMore(writer);
    }

    [Fact]
    public void Those_that_follow_the_end_are_answered_while_the_actor_is_there()
    {
        Listen();
        (_, _connection, _handler) = Open();
        TestProbe writer = CreateTestProbe();
        const int writes = 1000;
        _connection.Tell(new Tcp.Write(new byte[Large]));

        for (int i = 0; i < writes; i++)
        {
            if (i == writes / 2) _connection.Tell(Tcp.Abort.Instance);
            _connection.Tell(new Tcp.Write(new byte[] { 1 }, i), writer.Ref);
        }

        // The first half was queued before the Abort, and for certain in its mailbox.
        for (int i = 0; i < writes / 2; i++) writer.ExpectMsg<Tcp.CommandFailed>();
        _handler.ExpectMsg<Tcp.Closed>();
    }

    // All that is in the mailbox when the connection ends: the end itself is among it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Those_in_the_mailbox_when_the_connection_ends_are_answered(bool throws)
    {
        using var holding = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Holding(TestActor, holding, released, throws)), ToTest()));
        TestProbe writer = CreateTestProbe();
        Connect().Send(1);
        var connection = ExpectMsg<IActorRef>();
        holding.Wait(Eventually.Limit).Should().BeTrue();

        for (int i = 0; i < 100; i++) connection.Tell(new Tcp.Write(new byte[] { 1 }, i), writer.Ref);
        released.Set();

        for (int i = 0; i < 100; i++) ((Tcp.Write)writer.ExpectMsg<Tcp.CommandFailed>().Command).Ack.Should().Be(i);
        ExpectNothingMore(writer);
    }

    [Fact]
    public void Held_until_TLS_can_encrypt_them_they_fail_when_the_handshake_does()
    {
        TestProbe writer = CreateTestProbe();
        Listen(ListenerActor.Props(
            AnyPort, Props.Create(() => new EarlyWriter(writer.Ref)), ToTest(new ListenOptions { Tls = Server() })));

        Connect().Send("this is no TLS, and never will be, however long it is looked at\n"u8.ToArray());

        writer.ExpectMsg<Tcp.CommandFailed>().Command.Should().BeOfType<Tcp.Write>().Which.Ack.Should().Be("early");
        ExpectNothingMore(writer);
    }

    [Fact]
    public void Encrypted_and_queued_they_fail_with_TLS_too()
    {
        (IActorRef dialed, _, IActorRef accepted, TestProbe server) = Pair();
        dialed.Tell(Tcp.SuspendReading.Instance);
        TestProbe writer = CreateTestProbe();
        accepted.Tell(new Tcp.Write(new byte[Large]));
        accepted.Tell(new Tcp.Write(new byte[] { 1 }, "never"), writer.Ref);
        writer.ExpectNoMsg(TimeSpan.FromMilliseconds(20));

        dialed.Tell(Tcp.Abort.Instance);

        writer.ExpectMsg<Tcp.CommandFailed>();
        server.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Error);
        ExpectNothingMore(writer);
    }

    private void Begin(string end)
    {
        Listen(new ListenOptions
        {
            Connection = new ConnectionOptions
            {
                CloseTimeout = TimeSpan.FromMilliseconds(100),
                IdleTimeout = end == "the idle timeout" ? TimeSpan.FromMilliseconds(300) : TimeSpan.Zero,
            },
        });
        (_client, _connection, _handler) = Open();
    }

    // Ends at its first bytes, but not before it is told to.
    private sealed class Holding(IActorRef test, ManualResetEventSlim holding, ManualResetEventSlim released, bool throws)
        : ConnectionActor
    {
        protected override void OnConnected() => test.Tell(Self);

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            holding.Set();
            released.Wait(Eventually.Limit);
            if (throws) throw new InvalidOperationException("as it should");
            Abort();
            return data.End;
        }
    }

    private sealed class EarlyWriter(IActorRef writer) : ConnectionActor
    {
        protected override void PreStart() => Self.Tell(new Tcp.Write(new byte[] { 1 }, "early"), writer);

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}

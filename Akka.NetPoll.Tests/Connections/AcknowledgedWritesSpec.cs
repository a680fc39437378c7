using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Each acknowledged write is answered once, to its sender, however the connection ends.</summary>
public sealed class AcknowledgedWritesSpec : TlsTestKit
{
    private const int Writes = 5;

    private static readonly Dictionary<string, Action<TestClient, IActorRef, IActorRef>> Ends = new()
    {
        ["Abort"] = (_, connection, _) => connection.Tell(Tcp.Abort.Instance),
        ["Close"] = (_, connection, _) => connection.Tell(Tcp.Close.Instance),
        ["ConfirmedClose"] = (_, connection, _) => connection.Tell(Tcp.ConfirmedClose.Instance),
        ["poisoned"] = (_, connection, _) => connection.Tell(PoisonPill.Instance),
        ["killed"] = (_, connection, _) => connection.Tell(Kill.Instance),
        ["handler stops"] = (_, _, handler) => handler.Tell(PoisonPill.Instance),
        ["peer resets"] = (client, _, _) => client.Reset(),
        ["idle"] = (_, _, _) => { },
    };

    public static TheoryData<string, bool> EndNames
    {
        get
        {
            var names = new TheoryData<string, bool>();
            foreach (string end in Ends.Keys)
            {
                names.Add(end, false);
                names.Add(end, true);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(EndNames))]
    public void It_fails_when_the_connection_ends_before_it_is_sent(string end, bool tls)
    {
        var options = new ConnectionOptions
        {
            CloseTimeout = TimeSpan.FromMilliseconds(100),
            IdleTimeout = end == "idle" ? TimeSpan.FromMilliseconds(500) : TimeSpan.Zero,
        };
        Listen(new ListenOptions { Tls = tls ? Server() : null, Connection = options });
        TestClient client = Connect(socket => socket.ReceiveBufferSize = 64 * 1024);
        if (tls)
        {
            var stream = new System.Net.Security.SslStream(new NetworkStream(client.Socket));
            stream.AuthenticateAsClient(Client().Options);
        }

        ExpectMsg<Tcp.Connected>();
        IActorRef connection = LastSender;
        TestProbe handler = CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref));
        TestProbe[] writers = [CreateTestProbe(), CreateTestProbe()];
        connection.Tell(new Tcp.Write(new byte[12 << 20])); // More than the kernels take.
        for (int i = 0; i < Writes; i++)
        {
            foreach (TestProbe writer in writers) connection.Tell(new Tcp.Write(new byte[10], i), writer.Ref);
        }

        Watch(connection);
        IgnoreMessages(message => message is Tcp.Closed); // Told to each actor that asks for it.
        Ends[end](client, connection, handler.Ref);

        ExpectTerminated(connection);
        foreach (TestProbe writer in writers)
        {
            for (int i = 0; i < Writes; i++)
            {
                var failed = writer.ExpectMsg<Tcp.CommandFailed>();
                failed.Command.Should().BeOfType<Tcp.Write>().Which.Ack.Should().Be(i);
            }

            writer.HasMessages.Should().BeFalse("it is answered once");
        }
    }
}

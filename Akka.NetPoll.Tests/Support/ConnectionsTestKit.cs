using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.TestKit;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A listener on loopback whose events come to the test, and clients of it.</summary>
public abstract class ConnectionsTestKit(string hocon = "") : NetPollTestKit(hocon)
{
    private protected static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly List<IDisposable> _clients = [];

    private protected IActorRef Listener { get; private set; } = ActorRefs.Nobody;

    private protected IPEndPoint Address { get; private set; } = AnyPort;

    private protected ListenOptions ToTest(ListenOptions? options = null) => (options ?? new ListenOptions()) with { Commander = TestActor };

    private protected void Listen(ListenOptions? options = null) => Listen(ListenerActor.Props(AnyPort, ToTest(options)));

    private protected void Listen(Props props)
    {
        Listener = Sys.ActorOf(props);
        Address = (IPEndPoint)ExpectMsg<Tcp.Bound>().LocalEndPoint;
    }

    private protected TestClient Connect(Action<Socket>? prepare = null)
    {
        var client = new TestClient(Address, prepare);
        _clients.Add(client);
        return client;
    }

    /// <summary>A client, and its connection, for which no handler is registered.</summary>
    private protected (TestClient Client, IActorRef Connection) Accept(Action<Socket>? prepare = null)
    {
        TestClient client = Connect(prepare);
        ExpectMsg<Tcp.Connected>();
        return (client, LastSender);
    }

    /// <summary>A client, its connection, and the handler that is registered for it.</summary>
    private protected (TestClient Client, IActorRef Connection, TestProbe Handler) Open(bool keepOpen = false, Action<Socket>? prepare = null)
    {
        (TestClient client, IActorRef connection) = Accept(prepare);
        TestProbe handler = CreateTestProbe();
        connection.Tell(new Tcp.Register(handler.Ref, keepOpen));
        return (client, connection, handler);
    }

    /// <summary>All that the handler is told in Received until it is so many bytes.</summary>
    private protected static byte[] Receive(TestKitBase handler, int count)
    {
        var data = new List<byte>();
        while (data.Count < count) data.AddRange(handler.ExpectMsg<Tcp.Received>().Data.ToArray());
        return [.. data];
    }

    private protected static Tcp.Write Write(params byte[] data) => new(data);

    protected override void AfterAll()
    {
        foreach (IDisposable client in _clients) client.Dispose();
        base.AfterAll();
    }
}

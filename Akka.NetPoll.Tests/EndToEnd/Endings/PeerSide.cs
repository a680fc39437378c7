using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;

namespace Akka.NetPoll.Tests.EndToEnd.Endings;

/// <summary>The peers of all connections of one ending: plain blocking sockets, all used by the spec's thread.</summary>
internal sealed class PeerSide : IDisposable
{
    // The first bytes of a ClientHello, which is announced to be longer.
    private static readonly byte[] HalfAHello = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03];

    private readonly Ending _ending;
    private readonly List<TestClient> _clients = [];

    public PeerSide(Ending ending, EndPoint address, int count)
    {
        _ending = ending;
        for (int i = 0; i < count; i++)
        {
            _clients.Add(new TestClient(address, _ending.IsNotRead ? socket => socket.ReceiveBufferSize = 64 * 1024 : null));
            if (!ActsLater) Act(_clients[i]);
        }
    }

    /// <summary>Whether it waits until our side has done its act.</summary>
    public bool ActsLater => _ending.Peer is Peer.FinAfterAct or Peer.ResetAfterAct;

    /// <summary>What it does once our side has done its act.</summary>
    public void AfterAct()
    {
        foreach (TestClient client in _clients)
        {
            if (ActsLater) Act(client);
            else if (_ending.Peer == Peer.DataWithoutReadingThenReset) client.Reset();
        }
    }

    /// <summary>Reads to the end, and checks what it reads.</summary>
    public void Finish()
    {
        foreach (TestClient client in _clients)
        {
            if (client.Socket.SafeHandle.IsClosed) continue; // It has reset the connection.
            if (_ending.IsEchoed && _ending.Peer != Peer.EchoThenFin) client.Receive(1).Should().Equal(7);
            SocketError error = client.ReceiveError();
            if (_ending.Sees == PeerSees.EndOfStream) error.Should().Be(SocketError.Success, "the peer reads a clean end");
            if (_ending.Sees == PeerSees.Reset) error.Should().Be(SocketError.ConnectionReset, "the peer reads a reset");
            client.Dispose();
        }
    }

    private void Act(TestClient client)
    {
        switch (_ending.Peer)
        {
            case Peer.Data or Peer.DataWithoutReading or Peer.DataWithoutReadingThenReset: client.Send(7); break;
            case Peer.Fin or Peer.FinAfterAct: client.Socket.Shutdown(SocketShutdown.Send); break;
            case Peer.DataAndFin:
                client.Send(7);
                client.Socket.Shutdown(SocketShutdown.Send);
                break;
            case Peer.EchoThenFin:
                client.Send(7);
                client.Receive(1).Should().Equal(7);
                client.Socket.Shutdown(SocketShutdown.Send);
                break;
            case Peer.Reset or Peer.ResetAfterAct: client.Reset(); break;
            case Peer.DataAndReset:
                client.Send(7);
                client.Reset();
                break;
            case Peer.EchoThenReset:
                client.Send(7);
                client.Receive(1).Should().Equal(7);
                client.Reset();
                break;
            case Peer.Garbage: client.Send([.. "GET / HTTP/1.1\r\n\r\n"u8]); break;
            case Peer.HalfAHelloAndSilence: client.Send(HalfAHello); break;
            case Peer.HalfAHelloAndFin:
                client.Send(HalfAHello);
                client.Socket.Shutdown(SocketShutdown.Send);
                break;
            case Peer.HalfAHelloAndReset:
                client.Send(HalfAHello);
                client.Reset();
                break;
        }
    }

    public void Dispose()
    {
        foreach (TestClient client in _clients) client.Dispose();
    }
}

using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary>Two connected sockets on loopback.</summary>
internal sealed class ConnectedSockets : IDisposable
{
    public ConnectedSockets()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Peer.Connect(listener.LocalEndPoint!);
        Ours = listener.Accept();
        Ours.NoDelay = true;
        Ours.Blocking = false;
    }

    public Socket Ours { get; }

    public Socket Peer { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public void Dispose()
    {
        Ours.Dispose();
        Peer.Dispose();
    }
}

using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Tests.Net;

/// <summary>A listener on loopback whose queue is full: a connect to it neither succeeds nor fails.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queued = [];

    public FullListener()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        // A backlog of none holds one; a second one that stays unanswered shows that it is full.
        while (Queue())
        {
        }
    }

    public IPEndPoint EndPoint { get; }

    public void Dispose()
    {
        _queued.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    private bool Queue()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        _queued.Add(socket);
        try
        {
            socket.Connect(EndPoint);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
        }

        return socket.Poll(200_000, SelectMode.SelectWrite);
    }
}

using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Tests.Support;

/// <summary>The peer: a plain blocking socket whose calls end within the limit.</summary>
internal sealed class TestClient : IDisposable
{
    public TestClient(EndPoint server, Action<Socket>? prepare = null)
    {
        bool unix = server.AddressFamily == AddressFamily.Unix;
        Socket = new Socket(server.AddressFamily, SocketType.Stream, unix ? ProtocolType.Unspecified : ProtocolType.Tcp)
        {
            ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds,
            SendTimeout = (int)Eventually.Limit.TotalMilliseconds,
        };
        if (!unix) Socket.NoDelay = true;
        prepare?.Invoke(Socket);
        Socket.Connect(server);
    }

    public Socket Socket { get; }

    public void Send(params byte[] data)
    {
        for (int sent = 0; sent < data.Length;) sent += Socket.Send(data.AsSpan(sent));
    }

    /// <summary>Reads exactly so many bytes.</summary>
    public byte[] Receive(int count)
    {
        byte[] data = new byte[count];
        for (int received = 0; received < count;)
        {
            int length = Socket.Receive(data.AsSpan(received));
            if (length == 0) throw new EndOfStreamException($"{received} of {count} bytes");
            received += length;
        }

        return data;
    }

    /// <summary>Counts what comes until the end of the stream; a reset throws.</summary>
    public long ReceiveToEnd()
    {
        byte[] buffer = new byte[65536];
        long total = 0;
        for (int length; (length = Socket.Receive(buffer)) > 0;) total += length;
        return total;
    }

    /// <summary>The error that reading ends with; Success for an end of stream.</summary>
    public SocketError ReceiveError()
    {
        try
        {
            ReceiveToEnd();
            return SocketError.Success;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode;
        }
    }

    /// <summary>Sends until the kernel takes no more for a while, as when the other end does not read.</summary>
    public long SendUntilStuck(TimeSpan patience)
    {
        Socket.SendTimeout = (int)patience.TotalMilliseconds;
        byte[] chunk = new byte[65536];
        long sent = 0;
        try
        {
            while (true) sent += Socket.Send(chunk);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return sent;
        }
    }

    /// <summary>Closes with a reset.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Dispose();
    }

    public void Dispose() => Socket.Dispose();
}

using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>What .NET offers by itself: System.Net.Sockets with async and await.</summary>
[EchoStyle("socket", "peer: System.Net.Sockets, async")]
internal sealed class SocketEcho : IEchoServer
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Task<int> StartAsync(EchoOptions options)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, options.Port));
        _listener.Listen(int.MaxValue);
        _ = AcceptAsync(options);
        return Task.FromResult(((IPEndPoint)_listener.LocalEndPoint!).Port);
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return default;
    }

    private async Task AcceptAsync(EchoOptions options)
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync(), options);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.OperationAborted)
        {
            // We were disposed.
        }
    }

    private static async Task ServeAsync(Socket socket, EchoOptions options)
    {
        using Socket connection = socket;
        connection.NoDelay = true;
        var buffer = new byte[options.Buffer];
        try
        {
            long length = 0;
            for (int count; (count = await connection.ReceiveAsync(buffer)) > 0; length += count)
            {
                if (!options.Discard) await SendAllAsync(connection, buffer.AsMemory(0, count));
            }

            if (options.Discard) await SendAllAsync(connection, StreamLength.Encode(length));
        }
        catch (SocketException)
        {
            // The peer has reset the connection.
        }
    }

    private static async ValueTask SendAllAsync(Socket socket, ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty) data = data[await socket.SendAsync(data)..];
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>What .NET offers by itself: System.Net.Sockets with async and await.</summary>
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

    private static Task ServeAsync(Socket socket, EchoOptions options)
    {
        socket.NoDelay = true;
        return options.Tls is null ? ServePlainAsync(socket, options) : ServeTlsAsync(socket, options);
    }

    private static async Task ServePlainAsync(Socket socket, EchoOptions options)
    {
        using Socket connection = socket;
        byte[] buffer = new byte[options.Buffer];
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

    private static async Task ServeTlsAsync(Socket socket, EchoOptions options)
    {
        await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        byte[] buffer = new byte[options.Buffer];
        try
        {
            await stream.AuthenticateAsServerAsync(options.Tls!);
            for (int count; (count = await stream.ReadAsync(buffer)) > 0;)
            {
                if (!options.Discard) await stream.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The peer has reset the connection, or did not speak TLS.
        }
    }

    private static async ValueTask SendAllAsync(Socket socket, ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty) data = data[await socket.SendAsync(data)..];
    }
}

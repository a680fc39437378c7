using System.Net;
using Akka.NetPoll.Net;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The blocking style: a loop that awaits its reads and writes.</summary>
internal sealed class ConnEcho : IEchoServer
{
    private NetPollSystem? _system;
    private NetListener? _listener;

    public async Task<int> StartAsync(EchoOptions options)
    {
        _system = new NetPollSystem(options.Hocon);
        _listener = await _system.System.NetPoll().ListenAsync("tcp", $"127.0.0.1:{options.Port}");
        _ = AcceptAsync(_listener, options);
        return ((IPEndPoint)_listener.LocalEndPoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        if (_system is not null) await _system.DisposeAsync();
    }

    private async Task AcceptAsync(NetListener listener, EchoOptions options)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptAsync(), options);
        }
        catch (ObjectDisposedException)
        {
            // We were disposed.
        }
    }

    private async Task ServeAsync(NetConn connection, EchoOptions options)
    {
        try
        {
            await using Stream conn = options.Tls is null ? connection : await connection.TlsServerAsync(options.Tls);
            byte[] buffer = new byte[options.Buffer];
            long length = 0;
            for (int count; (count = await conn.ReadAsync(buffer)) > 0; length += count)
            {
                options.Burn.Run();
                if (!options.Discard) await conn.WriteAsync(buffer.AsMemory(0, count));
            }

            if (options.Discard) await conn.WriteAsync(StreamLength.Encode(length));
        }
        catch (IOException)
        {
            // The peer has reset the connection, or did not speak TLS.
        }
    }
}

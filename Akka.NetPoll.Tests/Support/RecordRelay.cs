using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A relay of one connection that can keep back the records of TLS that one end sends, until they go out in one go.</summary>
internal sealed class RecordRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly bool _keepsClients;
    private readonly Lock _gate = new();
    private readonly List<byte[]> _kept = [];
    private Socket? _client, _server, _to;
    private bool _keeps;

    /// <param name="server">Where to.</param>
    /// <param name="keepsClients">Whether it is the client's records that can be kept back; else the server's.</param>
    public RecordRelay(IPEndPoint server, bool keepsClients = false)
    {
        _keepsClients = keepsClients;
        _listener.Start();
        Address = (IPEndPoint)_listener.LocalEndpoint;
        _ = Task.Run(() => RunAsync(server));
    }

    public IPEndPoint Address { get; }

    /// <summary>The types of the records that are kept back: 22 is a handshake's, 23 carries data, and from TLS 1.3 on everything.</summary>
    public int[] KeptTypes
    {
        get
        {
            lock (_gate) return [.. _kept.Select(record => (int)record[0])];
        }
    }

    /// <summary>From now on nothing gets through.</summary>
    public void Keep()
    {
        lock (_gate) _keeps = true;
    }

    /// <summary>What was kept back goes out in one go; what follows is kept back still, or goes out as it comes.</summary>
    public void Release(bool andKeep = false)
    {
        lock (_gate)
        {
            _keeps = andKeep;
            _to!.Send([.. _kept.SelectMany(record => record)]);
            _kept.Clear();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _server?.Dispose();
    }

    private async Task RunAsync(IPEndPoint server)
    {
        _client = await _listener.AcceptSocketAsync();
        _server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await _server.ConnectAsync(server);
        (Socket from, _to) = _keepsClients ? (_client, _server) : (_server, _client);
        _ = CopyAsync(_to, from);
        var records = new NetworkStream(from);
        try
        {
            while (true) Pass(await ReadAsync(records));
        }
        catch (EndOfStreamException)
        {
            _to.Shutdown(SocketShutdown.Send);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        await new NetworkStream(from).CopyToAsync(new NetworkStream(to));
        to.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        byte[] header = new byte[5];
        await stream.ReadExactlyAsync(header);
        byte[] record = new byte[5 + (header[3] << 8 | header[4])];
        header.CopyTo(record, 0);
        await stream.ReadExactlyAsync(record.AsMemory(5));
        return record;
    }

    private void Pass(byte[] record)
    {
        lock (_gate)
        {
            if (_keeps) _kept.Add(record);
            else _to!.Send(record);
        }
    }
}

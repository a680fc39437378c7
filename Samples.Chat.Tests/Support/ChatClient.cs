using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Samples.Chat.Tests.Support;

/// <summary>A user at a terminal: types lines and waits for what is to be seen.</summary>
internal sealed class ChatClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly StreamReader _reader;

    private ChatClient(Socket socket)
    {
        Socket = socket;
        _reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
    }

    public Socket Socket { get; }

    /// <summary>Connects, and takes the name if there is one.</summary>
    public static async Task<ChatClient> ConnectAsync(IPEndPoint server, string? nick = null)
    {
        ChatClient client = await ArriveAsync(server);
        await client.EnterAsync(nick);
        return client;
    }

    /// <summary>Connects, which the kernel does, and waits for nothing.</summary>
    public static async Task<ChatClient> ArriveAsync(IPEndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server);
        return new ChatClient(socket);
    }

    /// <summary>Waits until it is in a room, and takes the name if there is one.</summary>
    public async Task EnterAsync(string? nick = null)
    {
        await ReadUntilAsync("* you are in ");
        if (nick is null) return;
        await TypeAsync($"/nick {nick}");
        await ReadUntilAsync($"is now {nick}");
    }

    public Task TypeAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty) data = data[await Socket.SendAsync(data)..];
    }

    /// <summary>The next line; null at the end.</summary>
    public async Task<string?> ReadAsync() => await _reader.ReadLineAsync().WaitAsync(Limit);

    /// <summary>Reads on until a line holds this text.</summary>
    /// <returns>That line.</returns>
    public async Task<string> ReadUntilAsync(string text)
    {
        var seen = new StringBuilder();
        while (await ReadAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
            seen.AppendLine(line);
        }

        throw new EndOfStreamException($"'{text}' did not come, but:\n{seen}");
    }

    /// <summary>Types something whose answer is known, and reads all that comes before it.</summary>
    public async Task<List<string>> ReadAllSoFarAsync()
    {
        await TypeAsync("/msg nobody-at-all x");
        var lines = new List<string>();
        while (await ReadAsync() is { } line && line != "* nobody here is called nobody-at-all") lines.Add(line);
        return lines;
    }

    public void Dispose()
    {
        _reader.Dispose();
        Socket.Dispose();
    }
}

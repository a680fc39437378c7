using System.Net;
using Akka.Configuration;

namespace Samples.Chat.Tests.Support;

/// <summary>A server on a free port of loopback, and its clients.</summary>
internal sealed class RunningChat : IAsyncDisposable
{
    private readonly List<ChatClient> _clients = [];
    private readonly ChatServer _server;

    private RunningChat(ChatServer server) => _server = server;

    public IPEndPoint LocalEndPoint => _server.LocalEndPoint;

    public static async Task<RunningChat> StartAsync(string hocon = "") =>
        new(await ChatServer.StartAsync(new ChatSettings(
            ConfigurationFactory.ParseString($"chat.port = 0\n{hocon}").WithFallback(ChatSettings.DefaultConfig()))));

    public async Task<ChatClient> ConnectAsync(string? nick = null)
    {
        ChatClient client = await ChatClient.ConnectAsync(LocalEndPoint, nick);
        _clients.Add(client);
        return client;
    }

    public Task StopAsync() => _server.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (ChatClient client in _clients) client.Dispose();
    }
}

using System.Net;
using Akka.Actor;

namespace Samples.Chat;

/// <summary>A running chat server: an actor system of its own, which ends when this is disposed.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly ActorSystem _system;

    private ChatServer(ActorSystem system, IPEndPoint localEndPoint)
    {
        _system = system;
        LocalEndPoint = localEndPoint;
    }

    /// <summary>Where it listens; with port 0 asked for, the port that was chosen.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Starts a server.</summary>
    /// <exception cref="ChatException">It cannot listen on the address.</exception>
    public static async Task<ChatServer> StartAsync(ChatSettings settings)
    {
        IPEndPoint address = settings.Resolve();
        var system = ActorSystem.Create("chat", settings.Config);
        var bound = new TaskCompletionSource<EndPoint>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(ChatServerActor.Props(settings, address, bound), "server");
        try
        {
            return new ChatServer(system, (IPEndPoint)await bound.Task);
        }
        catch (Exception e)
        {
            await system.Terminate();
            throw new ChatException($"cannot listen on {address}: {e.Message}");
        }
    }

    /// <summary>Runs the coordinated shutdown, in which the server stops accepting, tells every session that it ends, and flushes.</summary>
    public async ValueTask DisposeAsync() =>
        await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance);
}

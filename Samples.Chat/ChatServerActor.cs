using System.Net;
using Akka;
using Akka.Actor;
using Akka.NetPoll.Connections;

namespace Samples.Chat;

/// <summary>Owns the listener and the lobby, and brings both into the coordinated shutdown.</summary>
internal sealed class ChatServerActor : ReceiveActor
{
    private static readonly TimeSpan AnnounceLimit = TimeSpan.FromSeconds(2);

    public ChatServerActor(ChatSettings settings, IPEndPoint address, TaskCompletionSource<EndPoint> bound)
    {
        IActorRef lobby = Context.ActorOf(LobbyActor.Props(settings), "lobby");
        Context.ActorOf(ListenerActor.Props(address, ChatSessionActor.Props(lobby, settings), settings.ListenOptions), "listener");
        AnnounceEndAtShutdown(lobby);

        Receive<Tcp.Bound>(message => bound.TrySetResult(message.LocalEndPoint));
        Receive<Tcp.CommandFailed>(message => bound.TrySetException(message.Cause));
    }

    public static Props Props(ChatSettings settings, IPEndPoint address, TaskCompletionSource<EndPoint> bound) =>
        Akka.Actor.Props.Create(() => new ChatServerActor(settings, address, bound));

    // After the listener has stopped accepting (service-unbind), before Akka.NetPoll flushes and closes the connections
    // (service-stop): no client comes too late for it.
    private static void AnnounceEndAtShutdown(IActorRef lobby) =>
        CoordinatedShutdown.Get(Context.System).AddTask(
            CoordinatedShutdown.PhaseServiceRequestsDone, "announce-end", () => lobby.Ask<Done>(Lobby.AnnounceEnd.Instance, AnnounceLimit));
}

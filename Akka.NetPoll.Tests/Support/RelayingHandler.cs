using Akka.Actor;
using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A handler from a factory that does nothing by itself: what it is told, and its own end, it tells the test.</summary>
internal sealed class RelayingHandler(IActorRef test) : UntypedActor
{
    public static Func<Tcp.Connected, Props> Factory(IActorRef test) => _ => Props.Create(() => new RelayingHandler(test));

    protected override void OnReceive(object message)
    {
        if (message is Tcp.Connected) test.Tell(new Made(Context.Parent), Self);
        else test.Tell(message, Self);
    }

    /// <summary>In Connected's place: its sender is the handler.</summary>
    public sealed record Made(IActorRef Connection);
}

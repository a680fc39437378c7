using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>A <see cref="Tcp.Connect"/> on its way to being answered: exactly once, by whoever is the first to know how it ended.</summary>
/// <remarks>Any thread: the connection tells of its success or failure, the dialer of a connection that has never run.</remarks>
/// <param name="connect">The command.</param>
/// <param name="commander">Who told it.</param>
/// <param name="tellsConnected">False in message style: the Connected that asks for a handler is the answer, and the connection tells it.</param>
internal sealed class Dialing(Tcp.Connect connect, IActorRef commander, bool tellsConnected)
{
    private int _answered;

    public IActorRef Commander => commander;

    public void Succeed(Tcp.Connected connected, IActorRef connection)
    {
        if (IsFirst() && tellsConnected) commander.Tell(connected, connection);
    }

    public void Fail(Exception cause, IActorRef sender)
    {
        if (IsFirst()) commander.Tell(new Tcp.CommandFailed(connect, cause), sender);
    }

    private bool IsFirst() => Interlocked.Exchange(ref _answered, 1) == 0;
}

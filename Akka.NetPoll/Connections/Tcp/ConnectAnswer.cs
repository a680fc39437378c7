using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Descriptors;

namespace Akka.NetPoll.Connections;

/// <summary>The answer to a <see cref="Tcp.Connect"/>: told once, as soon as it is known how the connect has ended.</summary>
/// <remarks>Any thread: the connection tells of its success or failure, the dialer of a connection that has never run.</remarks>
/// <param name="connect">The command.</param>
/// <param name="commander">The actor that told it.</param>
/// <param name="tellsConnected">False in message style: the Connected that asks for a handler is the answer, and the connection tells it.</param>
/// <param name="timeout">What the whole dial may take.</param>
internal sealed class ConnectAnswer(Tcp.Connect connect, IActorRef commander, bool tellsConnected, TimeSpan timeout)
{
    private int _answered;

    public void Succeed(Tcp.Connected connected, IActorRef connection)
    {
        if (IsFirst() && tellsConnected) commander.Tell(connected, connection);
    }

    public void Fail(Exception cause, IActorRef sender)
    {
        if (IsFirst()) commander.Tell(new Tcp.CommandFailed(connect, Explain(cause)), sender);
    }

    private bool IsFirst() => Interlocked.Exchange(ref _answered, 1) == 0;

    // The kernel's own error, or how long was waited in vain.
    private Exception Explain(Exception cause) => cause switch
    {
        OpenException { Step: OpenStep.WholeDial } dial => new TimeoutException($"no connection to {dial.Address} within {timeout}", dial.Cause.InnerException),
        OpenException { Cause: TimeoutException } => new SocketException((int)SocketError.TimedOut),
        OpenException dial => dial.Cause,
        _ => cause,
    };
}

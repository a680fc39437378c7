using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Connections;

/// <summary>Starts connections as children of a listener or a dialer, and answers for their sockets until they have them.</summary>
internal sealed class Nursery(IActorContext context, ILoggingAdapter log)
{
    // A child that cannot even be constructed never takes its socket, which then nobody would close.
    private readonly Dictionary<IActorRef, Socket> _starting = [];

    /// <summary>A connection that fails is stopped, which resets it: half of a conversation is no state to go on from.</summary>
    public SupervisorStrategy Strategy() => new OneForOneStrategy(-1, -1, Decide, loggingEnabled: false);

    /// <summary>Connections run where the sockets are polled, unless their Props name another dispatcher.</summary>
    public static Props OnNetPoll(Props props) =>
        props.Dispatcher == Akka.Dispatch.Dispatchers.DefaultDispatcherId ? props.WithDispatcher(NetPollSettings.Dispatcher) : props;

    /// <summary>Starts a connection and hands it its socket.</summary>
    public IActorRef Start(Props props, Socket socket, PollDesc? desc, ConnectionSettings settings)
    {
        IActorRef child = context.ActorOf(props);
        _starting.Add(child, socket);
        child.Tell(new ConnectionActor.Attach(socket, desc, settings), context.Self);
        return child;
    }

    /// <summary>The connection has taken its socket.</summary>
    public void OnAttached(IActorRef child) => _starting.Remove(child);

    private Directive Decide(Exception cause)
    {
        // A connection that runs has logged its own failure, with its endpoint.
        if (cause is ActorInitializationException) log.Error(cause, "Cannot start a connection's actor {0}", context.Sender.Path);
        if (_starting.Remove(context.Sender, out Socket? socket)) socket.Dispose();
        return Directive.Stop;
    }
}

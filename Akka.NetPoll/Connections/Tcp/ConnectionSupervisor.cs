using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Runtime;

namespace Akka.NetPoll.Connections;

/// <summary>Starts connections as children of a listener or a dialer, and answers for their sockets until they have them.</summary>
/// <param name="context">Of the listener or the dialer.</param>
/// <param name="log">Of the same.</param>
internal sealed class ConnectionSupervisor(IActorContext context, ILoggingAdapter log)
{
    // A child that ends before it takes its socket (its constructor fails, say) would leave it open.
    private readonly Dictionary<IActorRef, Attach> _starting = [];
    private IActorRef? _closing; // The sender of CloseAll, which waits for all connections to be gone.

    /// <summary>Whether there is no connection.</summary>
    public bool IsEmpty => !context.GetChildren().Any();

    /// <summary>A connection that fails is stopped, which resets it: half of a conversation is no state to go on from.</summary>
    public SupervisorStrategy Strategy() => new StoppingStrategy(this);

    /// <summary>Connections run where the sockets are polled, unless their Props name another dispatcher.</summary>
    /// <remarks>And in this process, whatever their Props say: no other has their socket.</remarks>
    public static Props OnNetPoll(Props props)
    {
        // Not Deploy.Local: what falls back on theirs from it loses the dispatcher and the mailbox (Akka.NET 1.5.74).
        Props local = props.WithDeploy(props.Deploy.WithScope(LocalScope.Instance));
        return local.Dispatcher == Akka.Dispatch.Dispatchers.DefaultDispatcherId ? local.WithDispatcher(NetPollRuntime.Dispatcher) : local;
    }

    /// <summary>The same Props, if they are a connection's.</summary>
    public static Props CheckedConnection(Props connection) =>
        typeof(ConnectionActor).IsAssignableFrom(connection.Type)
            ? connection
            : throw new ArgumentException($"{connection.Type} is no {nameof(ConnectionActor)}", nameof(connection));

    /// <summary>Whether the actor starts connections.</summary>
    public static bool IsOf(IActorRef parent) =>
        parent is ActorRefWithCell { Underlying.Props.Type: var type } && (type == typeof(ListenerActor) || type == typeof(DialerActor));

    /// <summary>Starts a connection and hands it its socket; with none it dials what its settings say.</summary>
    public IActorRef Start(Props props, PollFd? fd, ConnectionSettings settings)
    {
        IActorRef child;
        try
        {
            child = context.ActorOf(props);
        }
        catch (Exception cause)
        {
            fd?.Close(); // No actor can be made from the Props, so none will have it.
            settings.Answer?.Fail(cause, context.Self);
            throw;
        }

        var attach = new Attach(fd, settings);
        _starting.Add(child, attach);
        child.Tell(attach, context.Self);
        return child;
    }

    /// <summary>Handles what concerns all connections.</summary>
    /// <returns>False when the message does not.</returns>
    public bool OnMessage(object message)
    {
        switch (message)
        {
            case Attached: _starting.Remove(context.Sender); return true;
            case ConnectionsShutdown.CloseAll close: OnCloseAll(close); return true;
            case AbortAll: TellAll(Tcp.Abort.Instance); return true;
            case Terminated: AnswerIfEmpty(); return true;
            default: return false;
        }
    }

    private void OnCloseAll(ConnectionsShutdown.CloseAll close)
    {
        _closing = context.Sender;
        foreach (IActorRef connection in context.GetChildren()) context.Watch(connection);
        TellAll(Tcp.Close.Instance);
        context.System.Scheduler.ScheduleTellOnce(close.Limit, context.Self, AbortAll.Instance, context.Self);
        AnswerIfEmpty();
    }

    private void TellAll(Tcp.Command command)
    {
        foreach (IActorRef connection in context.GetChildren()) connection.Tell(command, context.Self);
    }

    private void AnswerIfEmpty()
    {
        if (!IsEmpty) return;
        _closing?.Tell(Done.Instance, context.Self);
        _closing = null;
    }

    private Directive Decide(Exception cause)
    {
        if (_starting.TryGetValue(context.Sender, out Attach? attach)) attach.Settings.Answer?.Fail(cause, context.Self);
        // A connection that runs has logged its own failure, with its endpoint.
        if (cause is ActorInitializationException) log.Error(cause, "Cannot start a connection's actor {0}", context.Sender.Path);
        return Directive.Stop;
    }

    // Also of a child that has attached, when its answer is still on its way: then it has closed the socket already.
    private void OnTerminated(IActorRef child)
    {
        if (!_starting.Remove(child, out Attach? attach)) return;
        attach.Fd?.Close();
        attach.Settings.Answer?.Fail(new OperationCanceledException("the connection's actor stopped before it had its socket"), context.Self);
    }

    // Hears of every child's end, also while its parent is stopping.
    private sealed class StoppingStrategy(ConnectionSupervisor connections) : OneForOneStrategy(-1, -1, connections.Decide, loggingEnabled: false)
    {
        public override void HandleChildTerminated(IActorContext context, IActorRef child, IEnumerable<IInternalActorRef> children) =>
            connections.OnTerminated(child);
    }

    private sealed record AbortAll : INoSerializationVerificationNeeded
    {
        public static readonly AbortAll Instance = new();
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor that lists its handlers: the first one that takes the message gets it.</summary>
/// <remarks>Handlers are added in the constructor, and in what is given to Become.</remarks>
public abstract class ReceiveActor : UntypedActor, IInitializableActor
{
    private MessageHandlers _handlers; // of the constructor
    private MessageHandlers _adding; // the list that is being made

    protected ReceiveActor() => StartAdding();

    void IInitializableActor.Init()
    {
        _handlers ??= _adding; // or this instance has been here before
        _adding = null;
    }

    protected sealed override void OnReceive(object message) => Handle(_handlers, message);

    protected void Become(Action configure)
    {
        var handlers = HandlersOf(configure);
        Become(message => Handle(handlers, message));
    }

    protected void BecomeStacked(Action configure)
    {
        var handlers = HandlersOf(configure);
        BecomeStacked(message => Handle(handlers, message));
    }

    protected void Receive<T>(Action<T> handler, Predicate<T> shouldHandle = null) => Adding.Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>The handler itself says whether it took the message.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Adding.Add(handler);

    protected void Receive(Type messageType, Action<object> handler, Predicate<object> shouldHandle = null) =>
        Adding.Add(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Func<object, bool> handler) => Adding.Add(messageType, handler);

    protected void ReceiveAny(Action<object> handler) => Adding.AddAny(handler);

    /// <summary>The actor handles no other message until the task is done; a failure is the actor's.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T> shouldHandle = null) =>
        Receive(InActor(handler), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => Receive(InActor(handler), shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object> shouldHandle = null) =>
        Receive(messageType, InActor(handler), shouldHandle);

    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) =>
        Receive(messageType, InActor(handler), shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(InActor(handler));

    private MessageHandlers Adding => _adding ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().");

    private static Action<T> InActor<T>(Func<T, Task> handler) => message => ActorTaskScheduler.RunTask(() => handler(message));

    private void StartAdding() => _adding = new MessageHandlers();

    private MessageHandlers HandlersOf(Action configure)
    {
        var outer = _adding;
        StartAdding();
        try
        {
            configure();
            return _adding;
        }
        finally
        {
            _adding = outer; // also when it throws
        }
    }

    private void Handle(MessageHandlers handlers, object message)
    {
        if (!handlers.TryHandle(message)) Unhandled(message);
    }
}

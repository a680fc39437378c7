// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A list of handlers; the first that takes a message has it.</summary>
internal sealed class MessageHandlers
{
    private MessageHandler[] _handlers = [];
    private bool _takesAll;

    public bool TryHandle(object message)
    {
        foreach (var handler in _handlers)
            if (handler.TryHandle(message)) return true;
        return false;
    }

    public void Add<T>(Action<T> handler, Predicate<T> shouldHandle) =>
        Add(new ActionHandler<T>(handler, shouldHandle), typeof(T) == typeof(object) && shouldHandle is null);

    public void Add<T>(Func<T, bool> handler) => Add(new FuncHandler<T>(handler), takesAll: false);

    public void Add(Type type, Action<object> handler, Predicate<object> shouldHandle) =>
        Add(new ActionHandler(type, handler, shouldHandle), type == typeof(object) && shouldHandle is null);

    public void Add(Type type, Func<object, bool> handler) => Add(new FuncHandler(type, handler), takesAll: false);

    public void AddAny(Action<object> handler) => Add(new ActionHandler<object>(handler, null), takesAll: true);

    private void Add(MessageHandler handler, bool takesAll)
    {
        if (_takesAll)
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        _takesAll = takesAll;
        _handlers = [.. _handlers, handler];
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A list of handlers; the first that takes a message has it.</summary>
internal sealed class MessageHandlers
{
    private Func<object, bool>[] _handlers = [];
    private bool _takesAll;

    public bool TryHandle(object message)
    {
        foreach (var handler in _handlers)
            if (handler(message)) return true;
        return false;
    }

    public void Add<T>(Action<T> handler, Predicate<T> shouldHandle)
    {
        if (shouldHandle is not null)
        {
            Add(message => message is T typed && shouldHandle(typed) && Do(handler, typed), takesAll: false);
            return;
        }
        Add(message => message is T typed && Do(handler, typed), typeof(T) == typeof(object));
    }

    public void Add<T>(Func<T, bool> handler) => Add(message => message is T typed && handler(typed), takesAll: false);

    public void Add(Type type, Action<object> handler, Predicate<object> shouldHandle) => Add(
        message => type.IsInstanceOfType(message) && (shouldHandle is null || shouldHandle(message)) && Do(handler, message),
        type == typeof(object) && shouldHandle is null);

    public void Add(Type type, Func<object, bool> handler) =>
        Add(message => type.IsInstanceOfType(message) && handler(message), takesAll: false);

    public void AddAny(Action<object> handler) => Add(message => Do(handler, message), takesAll: true);

    private static bool Do<T>(Action<T> handler, T message)
    {
        handler(message);
        return true;
    }

    private void Add(Func<object, bool> handler, bool takesAll)
    {
        if (_takesAll)
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        _takesAll = takesAll;
        _handlers = [.. _handlers, handler];
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Takes a message, or leaves it to the next one.</summary>
internal abstract class MessageHandler
{
    public abstract bool TryHandle(object message);
}

/// <summary>Of a type, and perhaps a condition.</summary>
internal sealed class ActionHandler<T>(Action<T> handler, Predicate<T> shouldHandle) : MessageHandler
{
    public override bool TryHandle(object message)
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed))) return false;
        handler(typed);
        return true;
    }
}

/// <summary>Of a type; the handler itself says whether it took the message.</summary>
internal sealed class FuncHandler<T>(Func<T, bool> handler) : MessageHandler
{
    public override bool TryHandle(object message) => message is T typed && handler(typed);
}

/// <summary>Of a type that is known at run time only.</summary>
internal sealed class ActionHandler(Type type, Action<object> handler, Predicate<object> shouldHandle) : MessageHandler
{
    public override bool TryHandle(object message)
    {
        if (!type.IsInstanceOfType(message) || (shouldHandle is not null && !shouldHandle(message))) return false;
        handler(message);
        return true;
    }
}

/// <summary>Of a type that is known at run time only; the handler itself says whether it took the message.</summary>
internal sealed class FuncHandler(Type type, Func<object, bool> handler) : MessageHandler
{
    public override bool TryHandle(object message) => type.IsInstanceOfType(message) && handler(message);
}

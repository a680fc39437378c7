// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>An action and its argument as a piece of work.</summary>
public sealed class ActionWithStateRunnable : IRunnable
{
    private readonly Action<object> _action;
    private readonly object _state;

    public ActionWithStateRunnable(Action<object> action, object state)
    {
        _action = action;
        _state = state;
    }

    public void Run() => _action(_state);

    public void Execute() => Run();
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>An action as a piece of work.</summary>
public sealed class ActionRunnable : IRunnable
{
    private readonly Action _action;

    public ActionRunnable(Action action) => _action = action;

    public void Run() => _action();

    public void Execute() => Run();
}

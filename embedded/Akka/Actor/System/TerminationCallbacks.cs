// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor.Internal;

/// <summary>What runs when all actors have stopped: last in, first out, each one whatever the others throw.</summary>
internal sealed class TerminationCallbacks
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stack<Action> _callbacks = new();

    public Task Done => _done.Task;

    public void Add(Action code)
    {
        lock (_done)
        {
            if (_callbacks is null) throw new InvalidOperationException("ActorSystem already terminated.");
            _callbacks.Push(code);
        }
    }

    public void RunAfter(Task terminated) => terminated.ContinueWith(_ => RunAll(), TaskScheduler.Default);

    private void RunAll()
    {
        Stack<Action> callbacks;
        lock (_done) (callbacks, _callbacks) = (_callbacks, null);
        var failures = new List<Exception>();
        foreach (var callback in callbacks)
        {
            try
            {
                callback();
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        }
        if (failures.Count == 0) _done.SetResult();
        else _done.SetException(failures);
    }
}

using System.Threading.Tasks.Sources;

namespace Akka.NetPoll.Net;

/// <summary>Where the awaiting code wants to go on: on an actor's own scheduler, say, or a window's thread.</summary>
internal sealed class AwaitingContext
{
    private static readonly Action<object?> Start = static state => ((AwaitingContext)state!).GoOn();

    private readonly Action<object?> _continuation;
    private readonly object? _state;
    private readonly object? _target; // A SynchronizationContext, a TaskScheduler, or null.
    private readonly ExecutionContext? _flowing;

    private AwaitingContext(Action<object?> continuation, object? state, object? target, ExecutionContext? flowing) =>
        (_continuation, _state, _target, _flowing) = (continuation, state, target, flowing);

    /// <summary>The same continuation where nothing is asked for, otherwise one that goes there.</summary>
    public static (Action<object?> Continuation, object? State) Wrap(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        object? target = (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0 ? Target() : null;
        ExecutionContext? flowing = (flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0 ? ExecutionContext.Capture() : null;
        return target is null && flowing is null
            ? (continuation, state)
            : (Start, new AwaitingContext(continuation, state, target, flowing));
    }

    private static object? Target()
    {
        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext)) return context;
        return TaskScheduler.Current is var scheduler && scheduler != TaskScheduler.Default ? scheduler : null;
    }

    private void GoOn()
    {
        switch (_target)
        {
            case SynchronizationContext context:
                context.Post(static state => ((AwaitingContext)state!).Run(), this);
                break;
            case TaskScheduler scheduler:
                Task.Factory.StartNew(static state => ((AwaitingContext)state!).Run(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
                break;
            default:
                Run();
                break;
        }
    }

    private void Run()
    {
        if (_flowing is null) _continuation(_state);
        else ExecutionContext.Run(_flowing, static state => ((AwaitingContext)state!).Call(), this);
    }

    private void Call() => _continuation(_state);
}

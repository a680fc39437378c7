using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace Akka.NetPoll.Net;

/// <summary>What an operation has come to, and the continuation that awaits it; used again and again.</summary>
/// <remarks>
/// As .NET's ManualResetValueTaskSourceCore, but for one case: when the operation completes between the look whether it has
/// and the registration of the continuation, that goes on by way of the thread pool. Code that was to run on a worker
/// runs there then, and if it waits synchronously it takes one of those threads, which grow in number by one or two a second.
/// Here the caller is told, and schedules it where all other continuations go on.
/// <para>The continuation is the state: null, registered, or Completed, from when on only the caller that awaits touches
/// this object. It is completed with the exchange and not before, whatever is asked: so the thread that completes it has let go
/// of it when the result is taken and the object used again.</para>
/// </remarks>
internal struct OperationResult
{
    private static readonly Action<object?> Completed = static _ => throw new InvalidOperationException("is a mark, and not to be called");

    private Action<object?>? _continuation, _late;
    private object? _state;
    private ExceptionDispatchInfo? _error;
    private int _result;

    /// <summary>Grows with each use.</summary>
    public short Version { get; private set; }

    public readonly ValueTaskSourceStatus Status(short version)
    {
        Check(version);
        if (!ReferenceEquals(Volatile.Read(in _continuation), Completed)) return ValueTaskSourceStatus.Pending;
        if (_error is null) return ValueTaskSourceStatus.Succeeded;
        return _error.SourceException is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
    }

    /// <summary>Completes, and runs the continuation here if one is registered already.</summary>
    public void Complete(int result, Exception? error)
    {
        _result = result;
        _error = error is null ? null : ExceptionDispatchInfo.Capture(error);
        if (Interlocked.Exchange(ref _continuation, Completed) is { } awaiting) awaiting(_state);
    }

    /// <summary>Registers the continuation. False: it is completed; the caller goes on with what <see cref="TakeLate"/> gives.</summary>
    public bool TryAwait(Action<object?> continuation, object? state, short version, ValueTaskSourceOnCompletedFlags flags)
    {
        Check(version);
        (continuation, state) = AwaitingContext.Wrap(continuation, state, flags);
        _state = state;
        Action<object?>? before = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (before is null) return true;
        if (!ReferenceEquals(before, Completed)) throw new InvalidOperationException("A ValueTask is awaited once.");
        _late = continuation;
        return false;
    }

    /// <summary>The continuation that came too late to be registered, once.</summary>
    public bool TakeLate(out Action<object?> continuation, out object? state)
    {
        (continuation, state) = (_late!, _state);
        if (_late is null) return false;
        _late = null;
        return true;
    }

    /// <summary>The result, or throws the error.</summary>
    public readonly int Take(short version)
    {
        if (Status(version) == ValueTaskSourceStatus.Pending) throw new InvalidOperationException("A ValueTask's result is taken when it has completed.");
        _error?.Throw();
        return _result;
    }

    public void Reset()
    {
        Version++;
        (_state, _error, _result) = (null, null, 0);
        Volatile.Write(ref _continuation, null);
    }

    private readonly void Check(short version)
    {
        if (version != Version) throw new InvalidOperationException("A ValueTask is used once, until its result has been taken.");
    }
}

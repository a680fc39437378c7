using System.Threading.Tasks.Sources;
using Akka.Dispatch;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Net;

/// <summary>An operation that waits for its socket without a thread: the ValueTask that its caller awaits, and the poller's waiter.</summary>
/// <remarks>
/// It tries its system call, parks on the PollDesc when that would block, and tries again when woken, on a worker, where its
/// caller goes on. It is used again after its result has been taken, so no thread may hold on to it: the thread that parks it
/// does so under its lock, and the worker that runs it when it is woken enters that lock first. So the parking thread has let go
/// of the object, and the cancellation is registered, before it can complete; and the registration is disposed of, which waits
/// for a running callback, before it completes. After that only the caller has it.
/// </remarks>
internal abstract class NetOperation : IPollWaiter, IValueTaskSource<int>, IValueTaskSource, IThreadPoolWorkItem, IRunnable
{
    private readonly PollDirection _direction;
    private readonly SemaphoreSlim _turn;
    private OperationResult _result;
    private CancellationToken _cancellation;
    private CancellationTokenRegistration _registration;

    protected NetOperation(NetFd fd, PollDirection direction)
    {
        Fd = fd;
        _direction = direction;
        _turn = direction == PollDirection.Read ? fd.ReadTurn : fd.WriteTurn;
    }

    protected NetFd Fd { get; }

    /// <summary>How errors name it.</summary>
    protected abstract string Operation { get; }

    /// <summary>Makes the system call. False when it would block; otherwise the result or the error.</summary>
    protected abstract bool Attempt(out int result, out Exception? error);

    /// <summary>How much has gone through so far, for an error to tell.</summary>
    protected virtual long Transferred => 0;

    /// <summary>The result has been taken: lets go of what was lent, and may be handed out again.</summary>
    protected abstract void Recycle();

    /// <summary>Runs the operation. The caller holds the turn, which the operation gives back when it completes.</summary>
    protected ValueTask<int> RunAsync(CancellationToken cancellation)
    {
        short version = _result.Version; // Once parked, the object belongs to the worker that runs it next.
        if (!Start(cancellation, out int result, out Exception? error)) return new ValueTask<int>(this, version);
        return error is null ? new ValueTask<int>(result) : ValueTask.FromException<int>(error);
    }

    /// <summary>The same for an operation that has no result but its end.</summary>
    protected ValueTask RunToEndAsync(CancellationToken cancellation)
    {
        short version = _result.Version;
        if (!Start(cancellation, out _, out Exception? error)) return new ValueTask(this, version);
        return error is null ? ValueTask.CompletedTask : ValueTask.FromException(error);
    }

    public void Ready(PollDirection direction) => Fd.Schedule(this);

    // Why is asked of the PollDesc again: a deadline may have been moved before this runs.
    public void Failed(PollDirection direction, Exception cause) => Fd.Schedule(this);

    void IThreadPoolWorkItem.Execute() => Run();

    /// <summary>For a warning: what blocks is the code that goes on when this has ended.</summary>
    public override string ToString() => $"what has awaited a {Fd.Name(Operation)}";

    public void Run()
    {
        // Completed already; since then the object belongs to the caller that awaits it, and its OnCompleted has scheduled this.
        if (_result.TakeLate(out Action<object?>? continuation, out object? state))
        {
            continuation(state);
            return;
        }

        lock (this)
        {
            // The thread that parked this has left the lock.
        }

        _registration.Dispose();
        _registration = default;
        if (!Advance(out int result, out Exception? error)) return;

        _turn.Release();
        _result.Complete(result, error);
    }

    private bool Start(CancellationToken cancellation, out int result, out Exception? error)
    {
        _cancellation = cancellation;
        if (!Advance(out result, out error)) return false;

        _turn.Release();
        Recycle();
        return true;
    }

    // False: parked.
    private bool Advance(out int result, out Exception? error)
    {
        if (!TryAdvance(out result, out error)) return false;
        if (error is NetException failure) failure.Transferred = Transferred;
        return true;
    }

    private bool TryAdvance(out int result, out Exception? error)
    {
        result = 0;
        while (true)
        {
            error = _cancellation.IsCancellationRequested
                ? new OperationCanceledException(_cancellation)
                : Fd.Prepare(_direction, Operation);
            if (error is not null || Try(out result, out error)) return true;

            WaitOutcome outcome = Park();
            if (outcome == WaitOutcome.Parked) return false;
            error = Fd.Failure(outcome, Operation);
            if (error is not null) return true;
        }
    }

    private bool Try(out int result, out Exception? error)
    {
        if (!Fd.PollFd.TryEnter())
        {
            (result, error) = (0, Fd.Name(Operation).Closed());
            return true;
        }

        try
        {
            return Attempt(out result, out error);
        }
        catch (Exception cause)
        {
            // What the caller lent is not what it should be (disposed of, say): it fails this operation, which gives back its turn.
            (result, error) = (0, cause);
            return true;
        }
        finally
        {
            Fd.PollFd.Exit();
        }
    }

    private WaitOutcome Park()
    {
        lock (this)
        {
            WaitOutcome outcome = Fd.PollFd.Wait(_direction, this);
            if (outcome == WaitOutcome.Parked && _cancellation.CanBeCanceled)
                _registration = _cancellation.UnsafeRegister(static operation => ((NetOperation)operation!).Cancel(), this);
            return outcome;
        }
    }

    private void Cancel()
    {
        if (Fd.PollFd.Desc.Unpark(_direction, this)) Fd.Schedule(this);
    }

    int IValueTaskSource<int>.GetResult(short token) => TakeResult(token);

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _result.Status(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        if (!_result.TryAwait(continuation, state, token, flags)) Fd.Schedule(this);
    }

    private int TakeResult(short token)
    {
        try
        {
            return _result.Take(token);
        }
        finally
        {
            _result.Reset();
            _cancellation = default;
            Recycle();
        }
    }
}

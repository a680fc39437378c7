using Akka.Dispatch;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Descriptors;

/// <summary>One wait until a socket can be written to, as a task: what awaits it goes on on a worker.</summary>
/// <remarks>Completed by the thread that takes it out of the PollDesc: with an event, the close, or the cancellation. Only one does.</remarks>
internal sealed class ConnectWait(PollFd fd, WorkerPool workers, CancellationToken cancellation) : IPollWaiter, IRunnable
{
    private readonly TaskCompletionSource _source = new();
    private Exception? _cause;

    public static async Task UntilWritableAsync(PollFd fd, WorkerPool workers, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var wait = new ConnectWait(fd, workers, cancellation);
        WaitOutcome outcome = fd.Wait(PollDirection.Write, wait);
        if (outcome == WaitOutcome.Ready) return;
        if (outcome != WaitOutcome.Parked) throw outcome.Cause();
        using CancellationTokenRegistration registration = cancellation.UnsafeRegister(static wait => ((ConnectWait)wait!).Cancel(), wait);
        await wait._source.Task.ConfigureAwait(false);
    }

    public void Ready(PollDirection direction) => workers.Execute(this);

    public void Failed(PollDirection direction, Exception cause)
    {
        _cause = cause;
        workers.Execute(this);
    }

    public void Run()
    {
        if (_cause is null) _source.SetResult();
        else _source.SetException(_cause);
    }

    void IThreadPoolWorkItem.Execute() => Run();

    private void Cancel()
    {
        if (fd.Desc.Unpark(PollDirection.Write, this)) Failed(PollDirection.Write, new OperationCanceledException(cancellation));
    }
}

using System.Runtime.CompilerServices;
using Akka.Dispatch;
using Akka.NetPoll.Dispatch;

namespace Akka.NetPoll.Net;

/// <summary>Awaited, it goes on on a worker: for code that a task has resumed on a thread of the thread pool.</summary>
/// <remarks>There a synchronous wait would take one of few threads, on a worker it hands the role on.</remarks>
internal readonly struct WorkerSwitch(WorkerPool workers) : ICriticalNotifyCompletion
{
    public bool IsCompleted => Worker.Current?.Pool == workers;

    public WorkerSwitch GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => workers.Execute(new GoingOn(continuation));

    private sealed class GoingOn(Action continuation) : IRunnable
    {
        public void Run() => continuation();

        public void Execute() => Run();
    }
}

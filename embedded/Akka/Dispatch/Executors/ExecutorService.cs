// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>Threads that run what they are given.</summary>
public abstract class ExecutorService
{
    protected ExecutorService(string id) => Id = id;

    public string Id { get; }

    /// <summary>Any thread may call it. A <see cref="RejectedExecutionException"/> says that the executor has been shut down.</summary>
    public abstract void Execute(IRunnable run);

    public abstract void Shutdown();
}

using Akka.Dispatch;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Runnables made of actions.</summary>
internal static class ActionRunnables
{
    public static IRunnable AsRunnable(this Action action) => new ActionRunnable(action);

    public static void Execute(this Akka.NetPoll.Dispatch.WorkerPool pool, Action action) => pool.Execute(new ActionRunnable(action));
}

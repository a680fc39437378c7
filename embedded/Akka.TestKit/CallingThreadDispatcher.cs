using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Runs an actor on whichever thread sends to it, before that send returns.</summary>
public class CallingThreadDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    /// <summary>Its name in the configuration.</summary>
    public static new string Id = "akka.test.calling-thread-dispatcher";

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => run.Run();

    /// <inheritdoc/>
    protected override void Shutdown()
    {
        // It has no threads of its own to end.
    }
}

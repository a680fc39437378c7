// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes the dispatcher of one setting. A type of its own is named by <c>type</c> and built with these two arguments.</summary>
public abstract class MessageDispatcherConfigurator
{
    protected MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    {
        Config = config;
        Prerequisites = prerequisites;
    }

    public Config Config { get; }

    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>Called for each actor: whether it is always the same dispatcher is the configurator's decision.</summary>
    public abstract MessageDispatcher Dispatcher();

    /// <summary>What <c>executor</c> names.</summary>
    protected ExecutorServiceConfigurator ConfigureExecutor()
    {
        var executor = Config.GetString("executor");
        switch (executor)
        {
            case null or "" or "default-executor" or "thread-pool-executor":
                return new ThreadPoolExecutorConfigurator(Config, Prerequisites);
            case "fork-join-executor":
                return new DedicatedThreadsExecutorConfigurator(Config, Prerequisites);
            case "task-executor":
                return new TaskSchedulerExecutorConfigurator(Config, Prerequisites, static () => TaskScheduler.Default);
            case "current-context-executor":
                return new TaskSchedulerExecutorConfigurator(Config, Prerequisites, TaskScheduler.FromCurrentSynchronizationContext);
            case "channel-executor":
                return new ThreadPoolExecutorConfigurator(Config, Prerequisites);
            default:
                var type = Type.GetType(executor) ?? throw new ConfigurationException(
                    $"Could not resolve executor service configurator type {executor} for path {Config.GetString("id", "unknown")}");
                return (ExecutorServiceConfigurator)Activator.CreateInstance(type, Config, Prerequisites);
        }
    }
}

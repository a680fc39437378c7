// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>A dispatcher, and so a thread, for each actor.</summary>
internal sealed class PinnedDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ExecutorServiceConfigurator _executor;

    public PinnedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : base(config, prerequisites) =>
        _executor = new DedicatedThreadsExecutorConfigurator(
            ConfigurationFactory.ParseString("dedicated-thread-pool { thread-count = 1, threadtype = background }").WithFallback(config),
            prerequisites);

    public override MessageDispatcher Dispatcher() => new PinnedDispatcher(
        this, Config.GetString("id"), int.MaxValue, null, _executor, Config.GetTimeSpan("shutdown-timeout"));
}

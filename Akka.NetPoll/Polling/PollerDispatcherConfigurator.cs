using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.NetPoll.Polling;

/// <summary>Makes the dispatcher of the poller; named by <c>type</c> in <c>akka.netpoll.poller-dispatcher</c>.</summary>
public sealed class PollerDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly PollerDispatcher _dispatcher;

    /// <summary>Called by Akka with the dispatcher's section.</summary>
    public PollerDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) =>
        _dispatcher = new PollerDispatcher(
            this, Config.GetString("id"), Config.GetInt("throughput"), ConfigureExecutor(), Config.GetTimeSpan("shutdown-timeout"));

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() => _dispatcher;
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>One <see cref="Dispatch.Dispatcher"/> for all who ask.</summary>
public sealed class DispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly MessageDispatcher _dispatcher;

    public DispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : base(config, prerequisites)
    {
        var deadline = config.GetTimeSpan("throughput-deadline-time");
        _dispatcher = new Dispatcher(
            this,
            config.GetString("id"),
            config.GetInt("throughput"),
            deadline > TimeSpan.Zero ? deadline.Ticks : null,
            ConfigureExecutor(),
            config.GetTimeSpan("shutdown-timeout"));
    }

    public override MessageDispatcher Dispatcher() => _dispatcher;
}

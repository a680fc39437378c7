using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Hosting;

/// <summary>What an application sets in code; what is null is left to the configuration.</summary>
public sealed class NetPollOptions
{
    /// <summary>akka.netpoll.poller.multiplexer: the kernel's queue by name. Default: auto.</summary>
    public string? Multiplexer { get; set; }

    /// <summary>
    /// Makes the poller's workers the default dispatcher's threads too, so that every actor that names no dispatcher runs
    /// where the sockets are polled. Default: false.
    /// </summary>
    public bool? AsDefaultDispatcher { get; set; }

    /// <summary>akka.netpoll.connection: how connections behave.</summary>
    public ConnectionOptions? Connection { get; set; }

    /// <summary>akka.netpoll.listener.backlog. Default: 0, the system's largest.</summary>
    public int? Backlog { get; set; }

    /// <summary>akka.netpoll.dialer.timeout. Default: 30 seconds.</summary>
    public TimeSpan? DialTimeout { get; set; }

    /// <summary>akka.netpoll.shutdown.close-timeout: what connections are given to flush when the application stops. Default: 3 seconds.</summary>
    public TimeSpan? ShutdownCloseTimeout { get; set; }
}

using System.Globalization;
using System.Text;
using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Hosting;

/// <summary>Writes <see cref="NetPollOptions"/> as configuration: one line for each that is not null.</summary>
internal static class NetPollHocon
{
    private const string Executor = "Akka.NetPoll.Dispatch.NetPollExecutor, Akka.NetPoll";

    public static string Write(NetPollOptions options)
    {
        var hocon = new StringBuilder();
        Add(hocon, "poller.multiplexer", options.Multiplexer);
        Add(hocon, "listener.backlog", options.Backlog);
        Add(hocon, "dialer.timeout", options.DialTimeout);
        Add(hocon, "shutdown.close-timeout", options.ShutdownCloseTimeout);
        if (options.Connection is { } connection) Add(hocon, connection);
        if (options.AsDefaultDispatcher == true) hocon.AppendLine($"akka.actor.default-dispatcher.executor = \"{Executor}\"");
        return hocon.ToString();
    }

    private static void Add(StringBuilder hocon, ConnectionOptions options)
    {
        Add(hocon, "connection.high-watermark", options.HighWatermark);
        Add(hocon, "connection.low-watermark", options.LowWatermark);
        Add(hocon, "connection.write-limit", options.WriteLimit);
        Add(hocon, "connection.receive-limit", options.ReceiveLimit);
        Add(hocon, "connection.reads-per-turn", options.ReadsPerTurn);
        Add(hocon, "connection.pull-mode", options.PullMode);
        Add(hocon, "connection.idle-timeout", options.IdleTimeout);
        Add(hocon, "connection.register-timeout", options.RegisterTimeout);
        Add(hocon, "connection.close-timeout", options.CloseTimeout);
        Add(hocon, "connection.no-delay", options.NoDelay);
        Add(hocon, "connection.keep-alive-idle", options.KeepAliveIdle);
        Add(hocon, "connection.keep-alive-interval", options.KeepAliveInterval);
        Add(hocon, "connection.receive-buffer-size", options.ReceiveBufferSize);
        Add(hocon, "connection.send-buffer-size", options.SendBufferSize);
    }

    private static void Add(StringBuilder hocon, string key, object? value)
    {
        string? text = value switch
        {
            null => null,
            bool on => on ? "on" : "off",
            TimeSpan time => time <= TimeSpan.Zero ? "off" : $"{time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}ms",
            _ => $"\"{Convert.ToString(value, CultureInfo.InvariantCulture)}\"",
        };
        if (text is not null) hocon.AppendLine($"akka.netpoll.{key} = {text}");
    }
}

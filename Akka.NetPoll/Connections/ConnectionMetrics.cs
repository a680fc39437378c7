using System.Diagnostics.Metrics;

namespace Akka.NetPoll.Connections;

/// <summary>The numbers of all connections of the process, through the meter Akka.NetPoll. They cost nothing without a MeterListener.</summary>
internal static class ConnectionMetrics
{
    private static readonly Meter Meter = new("Akka.NetPoll", typeof(ConnectionMetrics).Assembly.GetName().Version?.ToString(3));

    private static readonly UpDownCounter<long> ActiveCount =
        Meter.CreateUpDownCounter<long>("akka.netpoll.connections.active", "{connection}", "Connections that stand now");

    private static readonly Counter<long> AcceptedCount =
        Meter.CreateCounter<long>("akka.netpoll.connections.accepted", "{connection}", "Connections accepted");

    private static readonly Counter<long> ClosedCount =
        Meter.CreateCounter<long>("akka.netpoll.connections.closed", "{connection}", "Connections closed, by reason");

    private static readonly Counter<long> ReceivedBytes =
        Meter.CreateCounter<long>("akka.netpoll.bytes.received", "By", "Bytes read from sockets");

    private static readonly Counter<long> SentBytes =
        Meter.CreateCounter<long>("akka.netpoll.bytes.sent", "By", "Bytes written to sockets");

    public static void Accepted() => AcceptedCount.Add(1);

    public static void Opened() => ActiveCount.Add(1);

    public static void Closed(CloseReason reason)
    {
        ActiveCount.Add(-1);
        if (ClosedCount.Enabled) ClosedCount.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
    }

    public static void Received(int bytes) => ReceivedBytes.Add(bytes);

    public static void Sent(long bytes) => SentBytes.Add(bytes);
}

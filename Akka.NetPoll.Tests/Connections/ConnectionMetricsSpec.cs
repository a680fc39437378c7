using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>The meter Akka.NetPoll. It is the process's, so other specs count too: more is never wrong.</summary>
public sealed class ConnectionMetricsSpec : ConnectionsTestKit
{
    [Fact]
    public void Connections_and_bytes_are_counted()
    {
        var totals = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Name == "Akka.NetPoll") it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, Math.Abs(value), tags));
        listener.Start();
        Listen();
        var (client, connection, handler) = Open();

        client.Send(1, 2, 3);
        Receive(handler, 3);
        connection.Tell(Write(1, 2));
        client.Receive(2);
        connection.Tell(Tcp.Abort.Instance, handler.Ref);
        handler.ExpectMsg<Tcp.Closed>();

        Eventually.True(() => Total("connections.accepted") >= 1 && Total("connections.active") >= 2);
        Eventually.True(() => Total("bytes.received") >= 3 && Total("bytes.sent") >= 2);
        Eventually.True(() => Total("connections.closed/Aborted") >= 1);

        long Total(string name) => totals.GetValueOrDefault("akka.netpoll." + name);

        void Count(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string key = tags.IsEmpty ? name : $"{name}/{tags[0].Value}";
            totals.AddOrUpdate(key, value, (_, total) => total + value);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>The meter Akka.NetPoll. It is the process's; what counts here is what this spec's own actors measure.</summary>
public sealed class ConnectionMetricsSpec : ConnectionsTestKit
{
    private readonly ConcurrentDictionary<string, long> _totals = new();
    private readonly MeterListener _listener = new();

    public ConnectionMetricsSpec()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Akka.NetPoll") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument.Name, value, tags));
        _listener.Start();
    }

    [Fact]
    public void An_accepted_connection_is_counted_while_it_stands()
    {
        Listen();

        var (client, _, handler) = Open();
        client.Send(1);
        Receive(handler, 1);

        _totals.Should().BeEquivalentTo(Totals(("connections.accepted", 1), ("connections.active", 1), ("bytes.received", 1)));
    }

    [Fact]
    public void Its_bytes_and_its_end_are_counted_once_and_by_reason()
    {
        Listen();
        var (client, connection, handler) = Open();

        client.Send(1, 2, 3);
        Receive(handler, 3);
        connection.Tell(Write(1, 2));
        client.Receive(2);
        connection.Tell(Tcp.Abort.Instance, handler.Ref);
        handler.ExpectMsg<Tcp.Closed>();
        ExpectNothingMore(handler, from: connection);

        _totals.Should().BeEquivalentTo(Totals(
            ("connections.accepted", 1),
            ("connections.active", 0),
            ("bytes.received", 3),
            ("bytes.sent", 2),
            ("connections.closed reason=Aborted", 1)));
    }

    [Fact]
    public void A_dialed_connection_stands_but_was_not_accepted()
    {
        Listen();

        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(Address));
        ExpectMsg<Tcp.Connected>();
        ExpectMsg<Tcp.Connected>();

        _totals.Should().BeEquivalentTo(Totals(("connections.accepted", 1), ("connections.active", 2)));
    }

    protected override void AfterAll()
    {
        _listener.Dispose();
        base.AfterAll();
    }

    private static Dictionary<string, long> Totals(params (string Name, long Value)[] totals) =>
        totals.ToDictionary(total => "akka.netpoll." + total.Name, total => total.Value);

    // On the thread that measures: it runs an actor, of this spec's system or of another's.
    private void Count(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (InternalCurrentActorCellKeeper.Current?.System != Sys) return;
        foreach (var (tag, named) in tags) name += $" {tag}={named}";
        _totals.AddOrUpdate(name, value, (_, total) => total + value);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Tests.EndToEnd.Endings;

/// <summary>What our side was told, by connection, and what the meter counted. Any thread may write.</summary>
internal sealed class EndingLedger : IDisposable
{
    private readonly MeterListener _meter = new();
    private readonly ConcurrentQueue<string> _counted = new();
    private int _connected, _acted;
    private long _active, _accepted;

    public EndingLedger()
    {
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Akka.NetPoll") listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "akka.netpoll.connections.closed") _counted.Enqueue((string)tags[0].Value!);
            if (instrument.Name == "akka.netpoll.connections.accepted") Interlocked.Add(ref _accepted, value);
            if (instrument.Name == "akka.netpoll.connections.active") Interlocked.Add(ref _active, value);
        });
        _meter.Start();
    }

    /// <summary>The ends that were told.</summary>
    public ConcurrentQueue<(object Connection, Tcp.Closed Closed)> Told { get; } = new();

    public int ConnectedCount => Volatile.Read(ref _connected);

    /// <summary>How many times our side has done its act.</summary>
    public int ActCount => Volatile.Read(ref _acted);

    public long AcceptedCount => Interlocked.Read(ref _accepted);

    /// <summary>Connections that the meter takes for open.</summary>
    public long ActiveCount => Interlocked.Read(ref _active);

    /// <summary>The reasons that the meter counted.</summary>
    public IEnumerable<string> Counted => _counted;

    public void Connected() => Interlocked.Increment(ref _connected);

    public void Acted() => Interlocked.Increment(ref _acted);

    public void Closed(object connection, Tcp.Closed closed) => Told.Enqueue((connection, closed));

    public void Dispose() => _meter.Dispose();
}

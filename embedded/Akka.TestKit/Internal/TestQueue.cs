using System.Diagnostics;

namespace Akka.TestKit.Internal;

/// <summary>What a test actor has received and the test has not yet taken, in order.</summary>
/// <remarks>
/// Any thread may call any member. All who wait share one arrival; an envelope is added before the arrival
/// is announced and whoever waits looks again after asking for it, both under the lock, so none is missed.
/// </remarks>
internal sealed class TestQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<MessageEnvelope> _envelopes = new();
    private TaskCompletionSource? _arrival;

    public int Count
    {
        get
        {
            lock (_gate) return _envelopes.Count;
        }
    }

    public void Add(MessageEnvelope envelope)
    {
        TaskCompletionSource? arrival;
        lock (_gate)
        {
            _envelopes.Enqueue(envelope);
            (arrival, _arrival) = (_arrival, null);
        }

        arrival?.SetResult();
    }

    /// <summary>The next envelope, waited for at most so long (or for ever); null if none came.</summary>
    public async ValueTask<MessageEnvelope?> Next(WaitMode mode, bool take, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var (envelope, arrival) = Look(take);
            if (envelope is not null) return envelope;

            var left = limit == Timeout.InfiniteTimeSpan ? limit : limit - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan) return null;
            await Waiting.For(mode, arrival!, left, cancellationToken);
        }
    }

    private (MessageEnvelope? Envelope, Task? Arrival) Look(bool take)
    {
        lock (_gate)
        {
            if (_envelopes.TryPeek(out var envelope)) return (take ? _envelopes.Dequeue() : envelope, null);

            _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (null, _arrival.Task);
        }
    }
}

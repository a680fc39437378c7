using System.Runtime.CompilerServices;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the next message; null if none comes in time.</summary>
    /// <param name="max">
    /// How long to wait, not dilated. Zero does not wait, <see cref="Timeout.InfiniteTimeSpan"/> waits for ever,
    /// any other negative span receives nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    public object ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Message(Receive(WaitMode.Block, max, cancellationToken).Result());

    /// <summary>As ReceiveOne, without blocking.</summary>
    public async ValueTask<object> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Message(await Receive(WaitMode.Await, max, cancellationToken));

    /// <summary>Takes the next message with its sender, and says whether one came in time.</summary>
    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        var received = Receive(WaitMode.Block, max, cancellationToken).Result();
        envelope = received ?? NullMessageEnvelope.Instance;
        return received is not null;
    }

    /// <summary>As TryReceiveOne, without blocking.</summary>
    public async ValueTask<(
        bool success, MessageEnvelope envelope)> TryReceiveOneAsync(TimeSpan? max, CancellationToken cancellationToken = default)
    {
        var received = await Receive(WaitMode.Await, max, cancellationToken);
        return (received is not null, received ?? NullMessageEnvelope.Instance);
    }

    /// <summary>Looks at the next message without taking it; null if none comes in time.</summary>
    public object PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Message(Peek(WaitMode.Block, max, cancellationToken).Result());

    /// <summary>As PeekOne, without blocking.</summary>
    public async ValueTask<object> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Message(await Peek(WaitMode.Await, max, cancellationToken));

    /// <summary>Looks at the next message, waiting for it until the token is cancelled.</summary>
    public object PeekOne(CancellationToken cancellationToken) => PeekOne(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>As PeekOne, without blocking.</summary>
    public ValueTask<object> PeekOneAsync(
        CancellationToken cancellationToken) => PeekOneAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Looks at the next message with its sender, and says whether one came in time.</summary>
    public bool TryPeekOne(out MessageEnvelope envelope, TimeSpan? max, CancellationToken cancellationToken)
    {
        var peeked = Peek(WaitMode.Block, max, cancellationToken).Result();
        envelope = peeked ?? NullMessageEnvelope.Instance;
        return peeked is not null;
    }

    /// <summary>As TryPeekOne, without blocking.</summary>
    public async ValueTask<(
        bool success, MessageEnvelope envelope)> TryPeekOneAsync(TimeSpan? max, CancellationToken cancellationToken)
    {
        var peeked = await Peek(WaitMode.Await, max, cancellationToken);
        return (peeked is not null, peeked ?? NullMessageEnvelope.Instance);
    }

    /// <summary>Takes so many messages, which must all come in the time that is left.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Series(WaitMode.Block, numberOfMessages, RemainingOrDefault, cancellationToken).Result();

    /// <summary>As ReceiveN, without blocking.</summary>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Series(WaitMode.Await, numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <summary>Takes so many messages, which must all come within max.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite("max");
        return Series(WaitMode.Block, numberOfMessages, Dilated(max), cancellationToken).Result();
    }

    /// <summary>As ReceiveN, without blocking.</summary>
    public IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        max.EnsureIsPositiveFinite("max");
        return Series(WaitMode.Await, numberOfMessages, Dilated(max), cancellationToken);
    }

    private async IAsyncEnumerable<object> Series(
        WaitMode mode, int count, TimeSpan max, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Trace("Trying to receive {0} messages during {1}.", count, max);
        var start = Now;
        for (var got = 0; got < count; got++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var envelope = await Receive(mode, Until(start + max), cancellationToken);
            if (envelope is null)
            {
                const string failure = "Timeout ({0}) while expecting {1} messages. Only got {2} after {3}.";
                Trace(failure, max, count, got, Now - start);
                _assertions.AssertTrue(false, failure, max, count, got, Now - start);
            }

            yield return envelope!.Message;
        }
    }

    private ValueTask<MessageEnvelope?> Receive(WaitMode mode, TimeSpan? max, CancellationToken cancellationToken) =>
        Next(mode, take: true, max, cancellationToken);

    private ValueTask<MessageEnvelope?> Peek(WaitMode mode, TimeSpan? max, CancellationToken cancellationToken) =>
        Next(mode, take: false, max, cancellationToken);

    private async ValueTask<MessageEnvelope?> Next(WaitMode mode, bool take, TimeSpan? max, CancellationToken cancellationToken)
    {
        var (limit, start, verb) = (GetTimeoutOrDefault(max), Now, take ? "receive" : "peek");
        Trace("About to {0} a message of the TestActor queue within {1}", verb, limit);
        if (limit.IsInfiniteTimeout()) _log.Warning("Waiting without end to {0} a message from the TestActor queue", verb);

        var useless = limit < TimeSpan.Zero && !limit.IsInfiniteTimeout();
        var envelope = useless ? null : await _queue.Next(mode, take, limit, cancellationToken);
        _lastWasNoMessage = false;
        _lastMessage = envelope ?? NullMessageEnvelope.Instance;
        Trace("Did {0} {1} message after {2}", verb, envelope is null ? "no" : "a", Now - start);
        return envelope;
    }

    private static object Message(MessageEnvelope? envelope) => envelope?.Message!;
}

using System.Collections;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes messages until one satisfies the predicate, and returns that; the others are dropped.</summary>
    public object FishForMessage(
        Predicate<object> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>As FishForMessage, without blocking.</summary>
    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages until one is of the type and satisfies the predicate.</summary>
    public T FishForMessage<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        Fish(WaitMode.Block, isMessage, null, max, hint, cancellationToken).Result();

    /// <summary>As FishForMessage, without blocking.</summary>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string? hint = "", CancellationToken cancellationToken = default) =>
        Fish(WaitMode.Await, isMessage, null, max, hint, cancellationToken);

    /// <summary>As above; the messages that were not it are left in the list.</summary>
    public T FishForMessage<T>(
        Predicate<T> isMessage,
        ArrayList? allMessages,
        TimeSpan? max = null,
        string? hint = "",
        CancellationToken cancellationToken = default) =>
        Fish(WaitMode.Block, isMessage, allMessages, max, hint, cancellationToken).Result();

    /// <summary>As FishForMessage, without blocking.</summary>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage,
        ArrayList? allMessages,
        TimeSpan? max = null,
        string? hint = "",
        CancellationToken cancellationToken = default) =>
        Fish(WaitMode.Await, isMessage, allMessages, max, hint, cancellationToken);

    /// <summary>Takes all messages until time is over, none of which may be of the type.</summary>
    public async Task FishUntilMessageAsync<T>(TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        bool IsOther(object message)
        {
            _assertions.AssertFalse(message is T, "did not expect a message of type {0}", typeof(T));
            return true;
        }

        await foreach (var _ in ReceiveWhileAsync<object>(IsOther, max, cancellationToken: cancellationToken))
        {
            // Judged on its way here.
        }
    }

    /// <summary>Takes all messages until none comes for the duration, and returns them.</summary>
    /// <param name="max">How long there must be silence.</param>
    /// <param name="maxMessages">How many may come until then.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    public async Task<ArrayList> WaitForRadioSilenceAsync(
        TimeSpan? max = null, uint? maxMessages = null, CancellationToken cancellationToken = default)
    {
        var messages = new ArrayList();
        while (true)
        {
            _assertions.AssertFalse(messages.Count > maxMessages, $"maxMessages violated (current iteration: {messages.Count}).");
            if (await Receive(WaitMode.Await, max, cancellationToken) is not { } envelope) return ArrayList.ReadOnly(messages);

            messages.Add(envelope.Message);
        }
    }

    private async ValueTask<T> Fish<T>(
        WaitMode mode,
        Predicate<T> isMessage,
        ArrayList? others,
        TimeSpan? max,
        string? hint,
        CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        others?.Clear();
        while (true)
        {
            var envelope = await Receive(mode, Until(end), cancellationToken);
            _assertions.AssertTrue(
                envelope is not null,
                "Timeout ({0}) during fishForMessage{1}", limit, string.IsNullOrEmpty(hint) ? "" : ", hint: " + hint);
            if (envelope!.Message is T message && isMessage(message)) return message;

            others?.Add(envelope.Message);
        }
    }
}

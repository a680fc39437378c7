using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message must come in time, be of the type and come from the sender.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, duration, null, From<T>(sender, hint), cancellationToken).Result();

    /// <summary>As ExpectMsgFrom, without blocking.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, duration, null, From<T>(sender, hint), cancellationToken);

    /// <summary>The next message must come in time from the sender and be equal to this one.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, From<T>(sender, hint) + EqualTo(message), cancellationToken).Result();

    /// <summary>As ExpectMsgFrom, without blocking.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        T message,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, From<T>(sender, hint) + EqualTo(message), cancellationToken);

    /// <summary>The next message must come in time from the sender and satisfy the predicate.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, From<T>(sender, hint) + Satisfying(isMessage, hint), cancellationToken).Result();

    /// <summary>As ExpectMsgFrom, without blocking.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, From<T>(sender, hint) + Satisfying(isMessage, hint), cancellationToken);

    /// <summary>The next message and its sender must each satisfy their predicate.</summary>
    public T ExpectMsgFrom<T>(
        Predicate<IActorRef> isSender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, From<T>(isSender, hint) + Satisfying(isMessage, hint), cancellationToken).Result();

    /// <summary>As ExpectMsgFrom, without blocking.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        Predicate<IActorRef> isSender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, From<T>(isSender, hint) + Satisfying(isMessage, hint), cancellationToken);

    /// <summary>The next message must come in time from the sender and not make the assertion throw.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, FromPlain<T>(sender, hint) + Passing(assertMessage), cancellationToken).Result();

    /// <summary>As ExpectMsgFrom, without blocking.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, FromPlain<T>(sender, hint) + Passing(assertMessage), cancellationToken);

    /// <summary>The next message and its sender must not make their assertions throw; the sender's comes first.</summary>
    public T ExpectMsgFrom<T>(
        Action<IActorRef> assertSender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, From<T>(assertSender) + Passing(assertMessage), cancellationToken).Result();

    /// <summary>As ExpectMsgFrom, without blocking.</summary>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        Action<IActorRef> assertSender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, From<T>(assertSender) + Passing(assertMessage), cancellationToken);

    private Action<T, IActorRef> From<T>(IActorRef expected, string? hint) =>
        (_, sender) => _assertions.AssertEqual(expected, sender, WrongSender(sender, expected.ToString(), hint));

    private Action<T, IActorRef> FromPlain<T>(IActorRef expected, string? hint) =>
        (_, sender) => _assertions.AssertEqual(expected, sender, hint!);

    private Action<T, IActorRef>? From<T>(Predicate<IActorRef>? isSender, string? hint) =>
        isSender is null ? null : (message, sender) => _assertions.AssertTrue(
            isSender(sender),
            "{0} The message was {{{1}}}", WrongSender(sender, hint ?? "the predicate to return true", null), message!);

    private static Action<T, IActorRef>? From<T>(Action<IActorRef>? assertSender) =>
        assertSender is null ? null : (_, sender) => assertSender(sender);

    private static string WrongSender(IActorRef sender, string? expected, string? hint) =>
        $"Sender does not match. Got a message from sender {sender}. But expected {expected} {hint}";
}

using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>The next message must come in time and be of the type.</summary>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(WaitMode.Block, duration, hint, null, cancellationToken).Result();

    /// <summary>As ExpectMsg, without blocking.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(WaitMode.Await, duration, hint, null, cancellationToken);

    /// <summary>The next message must come in time and be equal to this one.</summary>
    public T ExpectMsg<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, EqualTo(message), cancellationToken).Result();

    /// <summary>As ExpectMsg, without blocking.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, EqualTo(message), cancellationToken);

    /// <summary>The next message must come in time, be of the type and satisfy the predicate.</summary>
    public T ExpectMsg<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, Satisfying(isMessage, hint), cancellationToken).Result();

    /// <summary>As ExpectMsg, without blocking.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, Satisfying(isMessage, hint), cancellationToken);

    /// <summary>The next message must come in time, be of the type and not make the assertion throw.</summary>
    public T ExpectMsg<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, Passing(assert), cancellationToken).Result();

    /// <summary>As ExpectMsg, without blocking.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, Passing(assert), cancellationToken);

    /// <summary>The next message must come in time, be of the type and satisfy the predicate together with its sender.</summary>
    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, Satisfying(isMessageAndSender, hint), cancellationToken).Result();

    /// <summary>As ExpectMsg, without blocking.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, Satisfying(isMessageAndSender, hint), cancellationToken);

    /// <summary>The next message must come in time, be of the type and, with its sender, not make the assertion throw.</summary>
    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, assertMessageAndSender, cancellationToken).Result();

    /// <summary>As ExpectMsg, without blocking.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, assertMessageAndSender, cancellationToken);

    /// <summary>The next message must come in time, be of the type and be called equal to this one by the comparer.</summary>
    public T ExpectMsg<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, hint, EqualTo(expected, comparer, hint), cancellationToken).Result();

    /// <summary>As ExpectMsg, without blocking.</summary>
    public ValueTask<T> ExpectMsgAsync<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string? hint = null,
        CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, hint, EqualTo(expected, comparer, hint), cancellationToken);

    /// <summary>The next message must come in time and tell of the target's end; the test actor must be watching it.</summary>
    public Terminated ExpectTerminated(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Block, timeout, EndOf(target, hint), TerminationOf(target, hint), cancellationToken).Result();

    /// <summary>As ExpectTerminated, without blocking.</summary>
    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Expect(WaitMode.Await, timeout, EndOf(target, hint), TerminationOf(target, hint), cancellationToken);

    private async ValueTask<T> Expect<T>(
        WaitMode mode, TimeSpan? timeout, string? hint, Action<T, IActorRef>? check, CancellationToken cancellationToken)
    {
        var limit = RemainingOrDilated(timeout);
        var envelope = await Receive(mode, limit, cancellationToken);
        if (envelope is null)
        {
            Fail("Failed: Timeout {0} while waiting for a message of type {1} {2}", limit, typeof(T), hint ?? "");
            return default!;
        }

        if (envelope.Message is not T message)
        {
            Fail(
                "Failed: Expected a message of type {0}, but received {{{2}}} (type {1}) instead {3} from {4}",
                typeof(T), envelope.Message.GetType(), envelope.Message, hint ?? "", envelope.Sender);
            return (T)envelope.Message;
        }

        check?.Invoke(message, envelope.Sender);
        return message;
    }

    private Action<T, IActorRef> EqualTo<T>(T expected) => (message, _) => _assertions.AssertEqual(expected, message);

    private Action<T, IActorRef> EqualTo<T>(T expected, Func<T, T, bool> comparer, string? hint) =>
        (message, _) => _assertions.AssertEqual(expected, message, comparer, hint!);

    private static Action<T, IActorRef>? Passing<T>(Action<T>? assert) =>
        assert is null ? null : (message, _) => assert(message);

    private Action<T, IActorRef>? Satisfying<T>(Predicate<T>? predicate, string? hint) =>
        predicate is null ? null : (message, _) => _assertions.AssertTrue(
            predicate(message),
            "Got a message of the expected type <{2}>. Also expected {0} but the message {{{1}}} of type <{3}> did not match",
            hint ?? "the predicate to return true", message!, typeof(T).FullName!, message!.GetType().FullName!);

    private Action<T, IActorRef> Satisfying<T>(Func<T, IActorRef, bool> predicate, string? hint) =>
        (message, sender) => _assertions.AssertTrue(
            predicate(message, sender),
            "Got a message of the expected type <{2}> from {4}. Also expected {0} but the message {{{1}}} of type <{3}> "
            + "did not match",
            hint ?? "the predicate to return true", message!, typeof(T).FullName!, message!.GetType().FullName!, sender);

    private Action<Terminated, IActorRef> TerminationOf(IActorRef target, string? hint) =>
        (terminated, _) => _assertions.AssertEqual(target, terminated.ActorRef, EndOf(target, hint));

    private static string EndOf(IActorRef target, string? hint) => $"Terminated {target}. {hint}";
}

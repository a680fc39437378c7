using Akka.Actor;
using Akka.Util;

namespace Akka.Pattern;

/// <summary>Calls something that may fail, and stops calling it for a while once it has failed too often.</summary>
/// <remarks>
/// Closed: calls go through; failures and calls slower than the limit count, a success sets the count back to zero, and at
/// the maximum the breaker opens. Open: calls fail at once with <see cref="OpenCircuitException"/>, until the reset timeout
/// is over. Half-open: one call goes through; it closes the breaker or opens it again.
/// <para>
/// Any thread may call any member. Who changes the state holds the lock until the new state is set up, so each transition
/// happens once and nobody meets a half-open breaker whose trial is not there yet. Listeners run on the thread pool, in
/// the order they were added.
/// </para>
/// </remarks>
public partial class CircuitBreaker
{
    private readonly State _closed;
    private readonly State _open;
    private readonly State _halfOpen;
    private readonly Lock _moving = new();
    private volatile State _state;
    private long _failures;
    private int _trialTaken;
    private long _openedAt;
    private long _resetTimeout;

    public CircuitBreaker(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout)
        : this(scheduler, maxFailures, callTimeout, resetTimeout, TimeSpan.FromDays(36500), 1.0, 0.0)
    {
    }

    public CircuitBreaker(
        IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout, TimeSpan maxResetTimeout, double exponentialBackoffFactor)
        : this(scheduler, maxFailures, callTimeout, resetTimeout, maxResetTimeout, exponentialBackoffFactor, 0.0)
    {
    }

    public CircuitBreaker(
        IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout, TimeSpan maxResetTimeout,
        double exponentialBackoffFactor, double randomFactor)
    {
        if (exponentialBackoffFactor < 1.0) throw new ArgumentException("factor must be >= 1.0", nameof(exponentialBackoffFactor));
        if (randomFactor is < 0.0 or > 1.0) throw new ArgumentException("randomFactor must be between 0.0 and 1.0", nameof(randomFactor));

        Scheduler = scheduler;
        MaxFailures = maxFailures;
        CallTimeout = callTimeout;
        ResetTimeout = resetTimeout;
        MaxResetTimeout = maxResetTimeout;
        ExponentialBackoffFactor = exponentialBackoffFactor;
        RandomFactor = randomFactor;
        (_closed, _open, _halfOpen) = (new State(EnterClosed), new State(EnterOpen), new State(EnterHalfOpen));
        _state = _closed;
        _resetTimeout = resetTimeout.Ticks;
    }

    public IScheduler Scheduler { get; }

    public int MaxFailures { get; }

    /// <summary>A call that takes longer fails with <see cref="TimeoutException"/>.</summary>
    public TimeSpan CallTimeout { get; }

    /// <summary>How long the breaker stays open, at first.</summary>
    public TimeSpan ResetTimeout { get; }

    public TimeSpan MaxResetTimeout { get; }

    /// <summary>How much longer it stays open each time a trial fails; only the whole part counts.</summary>
    public double ExponentialBackoffFactor { get; }

    public double RandomFactor { get; }

    public long CurrentFailureCount => Interlocked.Read(ref _failures);

    /// <summary>The latest failure; null after a success.</summary>
    public Exception LastCaughtException { get; private set; } = null!;

    public bool IsClosed => _state == _closed;

    public bool IsOpen => _state == _open;

    public bool IsHalfOpen => _state == _halfOpen;

    public static CircuitBreaker Create(IScheduler scheduler, int maxFailures, TimeSpan callTimeout, TimeSpan resetTimeout) =>
        new(scheduler, maxFailures, callTimeout, resetTimeout);

    /// <summary>A new breaker like this one that stays open twice as long each time, up to a limit.</summary>
    public CircuitBreaker WithExponentialBackoff(TimeSpan maxResetTimeout) =>
        new(Scheduler, MaxFailures, CallTimeout, ResetTimeout, maxResetTimeout, 2.0, RandomFactor);

    /// <summary>A new breaker like this one with another random factor.</summary>
    public CircuitBreaker WithRandomFactor(double randomFactor) =>
        new(Scheduler, MaxFailures, CallTimeout, ResetTimeout, MaxResetTimeout, ExponentialBackoffFactor, randomFactor);

    public CircuitBreaker OnOpen(Action callback) => Listen(_open, callback);

    public CircuitBreaker OnHalfOpen(Action callback) => Listen(_halfOpen, callback);

    public CircuitBreaker OnClose(Action callback) => Listen(_closed, callback);

    /// <summary>Counts as a call that succeeded.</summary>
    public void Succeed()
    {
        var state = _state;
        if (state == _open) return;
        LastCaughtException = null!;
        if (state == _halfOpen) Move(_halfOpen, _closed);
        else Interlocked.Exchange(ref _failures, 0);
    }

    /// <summary>Counts as a call that failed.</summary>
    public void Fail() => Failed(new UserCalledFailException());

    private void Failed(Exception cause)
    {
        var state = _state;
        if (state == _open) return;
        LastCaughtException = cause;
        if (state == _halfOpen) Move(_halfOpen, _open);
        else if (Interlocked.Increment(ref _failures) == MaxFailures) Move(_closed, _open);
    }

    private void Move(State from, State to)
    {
        lock (_moving)
        {
            if (_state != from) return;
            to.Enter();
            _state = to;
        }
        to.Notify();
    }

    private void EnterClosed()
    {
        Interlocked.Exchange(ref _failures, 0);
        Interlocked.Exchange(ref _resetTimeout, ResetTimeout.Ticks);
    }

    private void EnterOpen()
    {
        var timeout = Interlocked.Read(ref _resetTimeout);
        Interlocked.Exchange(ref _openedAt, DateTime.UtcNow.Ticks);
        Scheduler.Advanced.ScheduleOnce(TimeSpan.FromTicks(timeout), () => Move(_open, _halfOpen));

        var random = 1.0 + ThreadLocalRandom.Current.NextDouble() * RandomFactor;
        var next = timeout * (long)ExponentialBackoffFactor * (long)random;
        if (next < MaxResetTimeout.Ticks) Interlocked.Exchange(ref _resetTimeout, next);
    }

    private void EnterHalfOpen() => Volatile.Write(ref _trialTaken, 0);

    private CircuitBreaker Listen(State state, Action callback)
    {
        state.Listen(callback);
        return this;
    }
}

namespace Akka.Pattern;

/// <content>The calls.</content>
public partial class CircuitBreaker
{
    /// <exception cref="OpenCircuitException">The breaker is open, or half-open with its one trial under way.</exception>
    /// <exception cref="TimeoutException">The call took too long; it goes on, unheard.</exception>
    public Task<T> WithCircuitBreaker<T>(Func<Task<T>> body) => WithCircuitBreaker(body, static call => call());

    /// <inheritdoc cref="WithCircuitBreaker{T}(Func{Task{T}})" />
    public async Task<T> WithCircuitBreaker<T, TState>(TState state, Func<TState, Task<T>> body)
    {
        Admit();
        try
        {
            var result = await body(state).WaitAsync(CallTimeout).ConfigureAwait(false);
            Succeed();
            return result;
        }
        catch (Exception e)
        {
            Failed(e);
            throw;
        }
    }

    /// <inheritdoc cref="WithCircuitBreaker{T}(Func{Task{T}})" />
    public Task WithCircuitBreaker(Func<Task> body) => WithCircuitBreaker(body, static call => call());

    /// <inheritdoc cref="WithCircuitBreaker{T}(Func{Task{T}})" />
    public async Task WithCircuitBreaker<TState>(TState state, Func<TState, Task> body)
    {
        Admit();
        try
        {
            await body(state).WaitAsync(CallTimeout).ConfigureAwait(false);
            Succeed();
        }
        catch (Exception e)
        {
            Failed(e);
            throw;
        }
    }

    /// <summary>Runs it on the thread pool and waits.</summary>
    public void WithSyncCircuitBreaker(Action body) => WithCircuitBreaker(() => Task.Run(body)).GetAwaiter().GetResult();

    /// <summary>Runs it on the thread pool and waits; what it throws comes in an <see cref="AggregateException"/>.</summary>
    public T WithSyncCircuitBreaker<T>(Func<T> body) => WithCircuitBreaker(() => Task.Run(body)).Result;

    private void Admit()
    {
        var state = _state;
        if (state == _open) throw new OpenCircuitException(LastCaughtException, Remaining());
        if (state == _halfOpen && Interlocked.Exchange(ref _trialTaken, 1) == 1)
            throw new OpenCircuitException("Circuit breaker is half open, only one call is allowed; this call is failing fast.", LastCaughtException, TimeSpan.Zero);
    }

    private TimeSpan Remaining()
    {
        var left = Interlocked.Read(ref _resetTimeout) - (DateTime.UtcNow.Ticks - Interlocked.Read(ref _openedAt));
        return left > 0 ? TimeSpan.FromTicks(left) : TimeSpan.Zero;
    }

    private sealed class State(Action enter)
    {
        private readonly List<Action> _listeners = [];

        public void Listen(Action callback)
        {
            lock (_listeners) _listeners.Add(callback);
        }

        public void Enter() => enter();

        public void Notify()
        {
            Action[] listeners;
            lock (_listeners) listeners = [.. _listeners];
            if (listeners.Length > 0) Task.Run(() => Array.ForEach(listeners, listener => listener()));
        }
    }
}

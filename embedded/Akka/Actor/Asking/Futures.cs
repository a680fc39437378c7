// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Tells, and gives a task for the answer.</summary>
/// <remarks>Without a timeout <c>akka.actor.ask-timeout</c> holds. A <see cref="Status.Failure"/> fails the task.</remarks>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<T>(_ => message, timeout, cancellationToken);

    /// <summary>The message may name who waits for the answer.</summary>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        var provider = ProviderOf(self) ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var limit = timeout ?? provider.Settings.AskTimeout;
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var future = provider.CreateFutureRef(result);
        var waiting = new Waiting<T>(result, future, limit);
        provider.RegisterTempActor(future, future.Path);
        waiting.Start(cancellationToken);
        future.DeliverAsk(messageFactory(future), self);
        return result.Task;
    }

    private static IActorRefProvider ProviderOf(ICanTell self) => self switch
    {
        ActorSelection selection => ProviderOf(selection.Anchor),
        IInternalActorRef actor => actor.Provider,
        _ => InternalCurrentActorCellKeeper.Current?.SystemImpl.Provider,
    };

    /// <summary>Ends the wait with the time or the token, and cleans up after whatever ended it.</summary>
    private sealed class Waiting<T>(TaskCompletionSource<T> result, FutureActorRef<T> future, TimeSpan limit)
    {
        private Timer _timer;
        private CancellationTokenRegistration _registration;

        public void Start(CancellationToken cancellationToken)
        {
            if (cancellationToken.CanBeCanceled)
                _registration = cancellationToken.Register(static state => ((TaskCompletionSource<T>)state).TrySetCanceled(), result);
            if (limit > TimeSpan.Zero)
                _timer = new Timer(static state => ((Waiting<T>)state).TimeOut(), this, limit, Timeout.InfiniteTimeSpan);
            result.Task.ContinueWith(static (_, state) => ((Waiting<T>)state).CleanUp(), this, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        private void TimeOut() =>
            result.TrySetException(new AskTimeoutException($"Timeout after {limit.TotalSeconds:F2} seconds"));

        private void CleanUp()
        {
            future.Provider.UnregisterTempActor(future.Path);
            _registration.Dispose();
            _timer?.Dispose();
        }
    }
}

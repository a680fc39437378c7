namespace Akka.Actor;

/// <summary>Something that can be cancelled, now or later, once.</summary>
public interface ICancelable
{
    bool IsCancellationRequested { get; }

    CancellationToken Token { get; }

    /// <summary>Cancels. What was registered with the token runs on this thread; what it throws comes together in the end.</summary>
    void Cancel();

    /// <param name="throwOnFirstException">Whether the first exception of a callback ends it at once.</param>
    void Cancel(bool throwOnFirstException);

    void CancelAfter(TimeSpan delay);

    void CancelAfter(int millisecondsDelay);
}

namespace Akka.Actor;

public static class CancelableExtensions
{
    /// <summary>Cancels what may not have been scheduled at all.</summary>
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}

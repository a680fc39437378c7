using Akka.Actor;

namespace Akka.Embedded.Specs.Support;

/// <summary>Cancels what was scheduled at the end of a using block.</summary>
public static class CancelableScope
{
    public static IDisposable AsDisposable(this ICancelable cancelable) => new Scope(cancelable);

    private sealed class Scope(ICancelable cancelable) : IDisposable
    {
        public void Dispose() => cancelable.Cancel();
    }
}

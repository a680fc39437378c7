namespace Akka.Util.Internal;

/// <summary>Changes a shared reference by a function, which may run again when another thread was faster.</summary>
public static class InterlockedSpin
{
    /// <summary>Puts what the function makes of the reference in its place, and returns that.</summary>
    public static T Swap<T>(ref T reference, Func<T, T> updater) where T : class
    {
        var spin = new SpinWait();
        while (true)
        {
            var current = Volatile.Read(ref reference);
            var updated = updater(current);
            if (ReferenceEquals(Interlocked.CompareExchange(ref reference, updated, current), current)) return updated;
            spin.SpinOnce();
        }
    }

    /// <summary>As <see cref="Swap"/>, but the function says whether to change at all, and what to return.</summary>
    public static TReturn ConditionallySwap<T, TReturn>(ref T reference, Func<T, (bool, T, TReturn)> updateIfTrue) where T : class
    {
        var spin = new SpinWait();
        while (true)
        {
            var current = Volatile.Read(ref reference);
            var (change, updated, answer) = updateIfTrue(current);
            if (!change || ReferenceEquals(Interlocked.CompareExchange(ref reference, updated, current), current)) return answer;
            spin.SpinOnce();
        }
    }
}

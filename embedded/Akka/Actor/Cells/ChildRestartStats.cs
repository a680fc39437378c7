// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>A child that has failed, and how often it has been restarted lately.</summary>
internal sealed class ChildRestartStats(IInternalActorRef child)
{
    private int _restarts;
    private long _windowStart;

    public IInternalActorRef Child => child;

    /// <summary>Counts a restart, and says whether it is within the limits; a limit below zero, or no time, is none.</summary>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0) return false;
        var limited = maxNrOfRetries > 0;
        if (withinTimeMilliseconds <= 0) return !limited || ++_restarts <= maxNrOfRetries;
        return RequestWithin(limited ? maxNrOfRetries : 1, TimeSpan.FromMilliseconds(withinTimeMilliseconds));
    }

    // The window opens with the first restart, and anew with the first one after it has closed.
    private bool RequestWithin(int retries, TimeSpan window)
    {
        var now = Stopwatch.GetTimestamp();
        if (_windowStart == 0) _windowStart = now;
        if (Stopwatch.GetElapsedTime(_windowStart, now) <= window) return ++_restarts <= retries;
        _restarts = 1;
        _windowStart = now;
        return true;
    }
}

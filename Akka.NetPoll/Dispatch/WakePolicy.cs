using System.Diagnostics;

namespace Akka.NetPoll.Dispatch;

/// <summary>When a busy worker should have a follower: when the oldest of its runnables has waited too long, or half a queue waits.</summary>
/// <remarks>
/// A follower costs a thread switch and a second cache; where one worker keeps up, it only slows things down. So it counts how
/// long they wait, and how many only when they are so many that the rest stays in the kernel, where no worker sees its age: a
/// queue of runnables that take little time would never become old.
/// <para>The queue is first in first out, hence one mark is enough: what stood before the tail when the mark was set there has
/// waited ever since, as long as the head has not come to it.</para>
/// </remarks>
internal struct WakePolicy(TimeSpan after)
{
    // The clock is read once in so many runnables.
    private const int Interval = 4;

    private readonly long _after = (long)(after.TotalSeconds * Stopwatch.Frequency);
    private bool _isSet;
    private uint _mark;
    private long _setAt;
    private int _runs;

    /// <summary>To be called after each runnable.</summary>
    public bool WantsFollower(LocalQueue queue)
    {
        if (++_runs % Interval != 0) return false;
        long now = Stopwatch.GetTimestamp();
        bool waits = _isSet && (int)(queue.Head - _mark) < 0;
        if (waits && now - _setAt <= _after && !queue.IsHalfFull) return false;
        _isSet = queue.Count > 0;
        _mark = queue.Tail;
        _setAt = now;
        return waits;
    }
}

using System.Diagnostics;

namespace Akka.NetPoll.Dispatch;

/// <summary>When a busy worker should have a follower: when the oldest of its runnables has waited too long.</summary>
/// <remarks>
/// A follower costs a thread switch and a second cache; where one worker keeps up, it only slows things down. So not how many
/// wait counts, but for how long. The queue is first in first out, hence one mark is enough: what stood at the tail
/// when it was set has waited since then for as long as the head has not passed it.
/// </remarks>
internal struct FollowPolicy(TimeSpan after)
{
    // The clock is read once in so many runnables.
    private const int Interval = 4;

    private readonly long _after = (long)(after.TotalSeconds * Stopwatch.Frequency);
    private uint _mark;
    private long _markedAt;
    private int _runs;

    /// <summary>To be called after each runnable.</summary>
    public bool WantsFollower(LocalQueue queue)
    {
        if (++_runs % Interval != 0) return false;
        long now = Stopwatch.GetTimestamp();
        bool passed = (int)(queue.Head - _mark) > 0;
        bool late = !passed && now - _markedAt > _after && queue.Count > 0;
        if (passed || late)
        {
            _mark = queue.Tail;
            _markedAt = now;
        }

        return late;
    }
}

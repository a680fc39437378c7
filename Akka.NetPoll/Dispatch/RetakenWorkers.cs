using System.Diagnostics;

namespace Akka.NetPoll.Dispatch;

/// <summary>The workers that the monitor has retaken: what they leave, how fast others take their place, and the warning of what blocks them.</summary>
/// <remarks>Only the monitor's thread uses it.</remarks>
internal sealed class RetakenWorkers(WorkerPool pool)
{
    // Each look that retakes a worker that sleeps, while work waits, doubles how many may begin at once: hundreds of actors that
    // block one after another would otherwise take a look for each role, and all other actors wait behind them. A thread costs
    // some 100 us to start, hence not without end.
    private const int MaxBurst = 64;
    private const int LooksBeforeBurstEnds = 3;

    // While nothing but these is to be looked after: one may still queue something in the way that TakeLeftovers tells of.
    private const int SlowLook = 20;

    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromSeconds(10);

    private readonly List<(Worker Worker, int Step)> _retaken = [];
    private readonly LocalQueue _taken = new();
    private int _freed, _asleep, _looksWithout;
    private bool _hasLeft;
    private long _warnedAt;

    /// <summary>Whether a role has become free, or something was left, and a worker is needed for it.</summary>
    public bool MustBeReplaced => (_freed > 0 || _hasLeft) && pool.IsShort;

    /// <summary>How many workers may begin now.</summary>
    public int Wanted => _freed + pool.Burst;

    public TimeSpan UntilNextLook => _retaken.Count > 0 ? SlowLook * pool.Settings.StuckAfter : Timeout.InfiniteTimeSpan;

    /// <summary>Looks at those that were retaken before.</summary>
    public void Look()
    {
        (_freed, _asleep, _hasLeft) = (0, 0, false);
        _retaken.RemoveAll(static retaken => retaken.Worker.Absence != Absence.Retaken);
        foreach ((Worker worker, _) in _retaken)
        {
            Clear(worker);
            // It may have computed first and block now.
            if (worker.IsComputing) pool.JudgeRetaken(worker);
        }

        Warn();
    }

    /// <summary>One that has just been retaken in the runnable of this step.</summary>
    public void Add(Worker worker, int step)
    {
        worker.RetakenAt = Stopwatch.GetTimestamp();
        worker.IsToldOf = false;
        _retaken.Add((worker, step));
        _freed++;
        Clear(worker);
        pool.JudgeRetaken(worker);
        if (!worker.IsComputing) _asleep++;
    }

    /// <summary>After all have been looked at: sets how many more than usual may run.</summary>
    public void Grow()
    {
        if (_asleep > 0 && pool.IsShort)
        {
            pool.Burst = Math.Min(MaxBurst, Math.Max(pool.Settings.Count, 2 * pool.Burst));
            _looksWithout = 0;
        }
        else if (_freed == 0 && ++_looksWithout > LooksBeforeBurstEnds)
        {
            pool.Burst = 0;
        }
    }

    private void Clear(Worker worker)
    {
        if (!worker.HasRunnables) return;
        pool.TakeLeftovers(worker, _taken);
        _hasLeft = true;
    }

    // The longest first, one at a time: each warning is about one that has not been told of.
    private void Warn()
    {
        if (pool.ReportBlocked is not { } report || pool.Settings.WarnAfter == TimeSpan.Zero) return;
        if (_warnedAt != 0 && Stopwatch.GetElapsedTime(_warnedAt) < BetweenWarnings) return;
        foreach ((Worker worker, int step) in _retaken)
        {
            TimeSpan blocked = pool.Settings.StuckAfter + Stopwatch.GetElapsedTime(worker.RetakenAt);
            if (worker.IsToldOf || blocked < pool.Settings.WarnAfter || worker.RunningAt(step) is not { } runnable) continue;
            worker.IsToldOf = true;
            _warnedAt = Stopwatch.GetTimestamp();
            report(runnable, blocked, pool.Away - 1);
            return;
        }
    }
}

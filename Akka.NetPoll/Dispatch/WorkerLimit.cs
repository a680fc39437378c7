namespace Akka.NetPoll.Dispatch;

/// <summary>Tells once when as many workers as may be are blocked and something waits; again only after a tenth of them has come back.</summary>
/// <remarks>Only the monitor's thread uses it.</remarks>
internal sealed class WorkerLimit(WorkerPool pool)
{
    private bool _isTold;

    public void Look(bool waiting)
    {
        if (_isTold)
        {
            _isTold = pool.Away > pool.Settings.Max * 9 / 10;
            return;
        }

        if (!waiting || !pool.IsExhausted) return;
        _isTold = true;
        pool.ReportExhausted?.Invoke(pool.Away);
    }
}

using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static Action<string, object[]> Nothing => (_, _) => { };

    private ILoggingAdapter? Tracer => _settings.LogTestKitCalls ? _log : null;

    private Action<string, object[]> FailWith(string? message) => (format, args) => _assertions.Fail(format + message, args);

    private static Func<Task<bool>> Asked(Func<bool> condition) => () => Task.FromResult(condition());

    private ValueTask<bool> AwaitTenth(
        WaitMode mode, Func<Task<bool>> condition, TimeSpan max, string? message, CancellationToken cancellationToken) =>
        Poll(mode, condition, max, max / 10, FailWith(message), Tracer, cancellationToken);

    private static async ValueTask<bool> Poll(
        WaitMode mode,
        Func<Task<bool>> condition,
        TimeSpan max,
        TimeSpan? interval,
        Action<string, object[]> fail,
        ILoggingAdapter? trace,
        CancellationToken cancellationToken)
    {
        max.EnsureIsPositiveFinite("max");
        trace?.Debug("Awaiting condition for {0}, looking every {1}", max, interval?.ToString() ?? "now and then");
        var stop = Now + max;
        while (!await condition())
        {
            var left = stop - Now;
            if (cancellationToken.IsCancellationRequested || left < TimeSpan.Zero)
            {
                var failure = left < TimeSpan.Zero ? "Timeout {0} expired while waiting for condition." : "Task is canceled";
                trace?.Debug(failure, max);
                fail(failure, [max]);
                return false;
            }

            await Waiting.Delay(mode, left.Min(interval), cancellationToken);
        }

        return true;
    }

    private async ValueTask Insist(
        WaitMode mode, Func<Task> assertion, TimeSpan? duration, TimeSpan? interval, CancellationToken cancellationToken)
    {
        var pause = interval ?? DefaultInterval;
        if (pause.IsInfiniteTimeout()) pause = TimeSpan.MaxValue;
        pause.EnsureIsPositiveFinite("interval");
        var (start, max) = (Now, RemainingOrDilated(duration));
        for (var (attempts, wait) = (0, max.Min(pause)); ; attempts++, wait = (start + max - Now).Min(pause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Now + wait < start + max)
            {
                // There is time for another try.
            }
            catch (Exception)
            {
                const string failure = "AwaitAssert failed, timeout [{0}] is over after [{1}] attempts and [{2}] elapsed time";
                _system.Log.Warning(failure, max, attempts, Now + wait - start);
                throw;
            }

            await Waiting.Delay(mode, wait, cancellationToken);
        }
    }
}

using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <content>The two ends: the last phase, which terminates the system and perhaps the process, and the process that ends by itself.</content>
public sealed partial class CoordinatedShutdown
{
    // The process is ending already: Environment.Exit would wait for the handler that waits for us.
    private volatile bool _processExits;

    internal void AddTerminateTask(Config config)
    {
        var terminate = System.Settings.CoordinatedShutdownTerminateActorSystem;
        var exit = config.GetBoolean("exit-clr");
        if (terminate || exit) AddTask(PhaseActorSystemTerminate, "terminate-system", () => Terminate(terminate, exit));
    }

    internal void RunWhenProcessExits(Config config)
    {
        if (!config.GetBoolean("run-by-clr-shutdown-hook")) return;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        System.WhenTerminated.ContinueWith(_ => AppDomain.CurrentDomain.ProcessExit -= OnProcessExit, TaskScheduler.Default);
    }

    private async Task<Done> Terminate(bool terminate, bool exit)
    {
        if (terminate)
        {
            var terminated = System.FinalTerminate();
            // A system that does not come to its end must not keep the process.
            if (exit) await Task.WhenAny(terminated, Task.Delay(Timeout(PhaseActorSystemTerminate))).ConfigureAwait(false);
            else await terminated.ConfigureAwait(false);
        }
        if (exit && !_processExits) _ = Task.Run(() => Environment.Exit(0));
        return Done.Instance;
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        _processExits = true;
        if (System.WhenTerminated.IsCompleted) return;
        _log.Info("The process ends: running the coordinated shutdown.");
        try
        {
            // Off this thread: a task of a phase must not be able to block the exit for longer than the phases may take.
            Task.Run(() => Run(ClrExitReason.Instance)).Wait(TotalTimeout);
        }
        catch (AggregateException failure)
        {
            _log.Warning("The coordinated shutdown at the end of the process failed: {0}", failure.Message);
        }
    }
}

using Spectre.Console;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>How far a run is.</summary>
/// <remarks>Drawn only between measurements: what is measured has the machine to itself.</remarks>
internal sealed class RunProgress
{
    private readonly ProgressContext _context;
    private readonly ProgressTask _task;

    private RunProgress(ProgressContext context)
    {
        _context = context;
        _task = context.AddTask("servers start");
    }

    /// <summary>Measurements in all.</summary>
    public int Count
    {
        set => _task.MaxValue = value;
    }

    /// <summary>Shows progress while something runs.</summary>
    public static Task<T> ShowAsync<T>(IAnsiConsole console, Func<RunProgress, Task<T>> run) => console.Progress()
        .AutoRefresh(false)
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(context => run(new RunProgress(context)));

    /// <summary>Carries out a measurement.</summary>
    public async Task<T> StepAsync<T>(string what, Func<Task<T>> measure)
    {
        _task.Description = Markup.Escape(what);
        _context.Refresh();
        T result = await measure();
        _task.Increment(1);
        return result;
    }
}

using System.Diagnostics;

namespace Akka.TestKit.Internal;

/// <summary>The waits that all calls of the kit are made of.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue - 1);

    /// <summary>Lets time pass.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static async ValueTask Delay(WaitMode mode, TimeSpan time, CancellationToken cancellationToken)
    {
        if (mode == WaitMode.Await) await Task.Delay(time.AtMost(Longest), cancellationToken);
        else if (cancellationToken.WaitHandle.WaitOne(time.AtMost(Longest))) throw new TaskCanceledException();
    }

    /// <summary>Waits for a task at most so long, and says whether it has completed.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static async ValueTask<bool> For(WaitMode mode, Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (mode == WaitMode.Block) return task.Wait(limit.AtMost(Longest), cancellationToken);

        await task.WaitAsync(limit.AtMost(Longest), cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (!task.IsCompleted) cancellationToken.ThrowIfCancellationRequested();
        return task.IsCompleted;
    }

    /// <summary>The result of a body that ran in <see cref="WaitMode.Block"/>.</summary>
    public static T Result<T>(this ValueTask<T> body)
    {
        Debug.Assert(body.IsCompleted, "a blocking body has awaited something");
        return body.GetAwaiter().GetResult();
    }

    /// <summary>The end of a body that ran in <see cref="WaitMode.Block"/>.</summary>
    public static void Result(this ValueTask body)
    {
        Debug.Assert(body.IsCompleted, "a blocking body has awaited something");
        body.GetAwaiter().GetResult();
    }

    /// <summary>All that a sequence yields whose body runs in <see cref="WaitMode.Block"/>.</summary>
    public static IReadOnlyList<T> Result<T>(this IAsyncEnumerable<T> body)
    {
        var items = new List<T>();
        var enumerator = body.GetAsyncEnumerator();
        try
        {
            while (enumerator.MoveNextAsync().Result()) items.Add(enumerator.Current);
        }
        finally
        {
            enumerator.DisposeAsync().Result();
        }

        return items;
    }

    private static TimeSpan AtMost(this TimeSpan time, TimeSpan limit) => time > limit ? limit : time;
}

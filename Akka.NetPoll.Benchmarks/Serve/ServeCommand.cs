using System.Runtime.InteropServices;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary><c>serve STYLE</c>: runs one server until it is told to end.</summary>
/// <remarks>
/// With <c>--supervised</c> it ends when standard input does, and answers each line there with the managed memory in bytes
/// that a full collection has left.
/// </remarks>
internal static class ServeCommand
{
    private const int DefaultBuffer = 16 * 1024;

    public static async Task<int> RunAsync(string style, Options options)
    {
        IEchoServer server = EchoStyles.Create(style);
        var asked = new EchoOptions(
            options.Count("--port", 0), options.Flag("--discard"), options.Count("--buffer", DefaultBuffer), options.Text("--hocon") ?? "")
        {
            Tls = options.Text("--tls") is { } pem ? Certificate.Serve(pem) : null,
            Burn = new Burn(options.Count("--burn", 0)),
        };
        bool supervised = options.Flag("--supervised");
        options.End();

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = End(PosixSignal.SIGINT, ended), terminate = End(PosixSignal.SIGTERM, ended);
        await using (server)
        {
            Console.WriteLine($"listening on {await server.StartAsync(asked)}");
            if (supervised) new Thread(() => AnswerRequests(ended)) { IsBackground = true, Name = "requests" }.Start();
            await ended.Task;
        }

        return 0;
    }

    private static PosixSignalRegistration End(PosixSignal signal, TaskCompletionSource ended) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            ended.TrySetResult();
        });

    private static void AnswerRequests(TaskCompletionSource ended)
    {
        while (Console.In.ReadLine() is not null)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            Console.WriteLine($"managed {GC.GetTotalMemory(forceFullCollection: true)}");
        }

        ended.TrySetResult();
    }
}

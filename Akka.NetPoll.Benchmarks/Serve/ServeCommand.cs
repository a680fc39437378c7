using System.CommandLine;
using System.CommandLine.Parsing;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary><c>serve STYLE</c>: runs one server until it is told to end.</summary>
/// <remarks>
/// With <c>--supervised</c> it ends when standard input does, and answers each line there with the managed memory in bytes
/// that a full collection has left.
/// </remarks>
internal static class ServeCommand
{
    private const int DefaultBuffer = 16 * 1024;

    private static readonly Argument<string> Style = new Argument<string>("STYLE")
    {
        Description = string.Join('\n', EchoStyles.All.Select(style => $"{style.Name,-10}{style.Title}")),
    }.AcceptOnlyFromAmong([.. EchoStyles.All.Select(style => style.Name)]);

    private static readonly Option<int> Port = new Option<int>("--port")
    {
        HelpName = "N", Description = "0 lets the kernel choose", DefaultValueFactory = _ => 0,
    }.AtLeast(0);

    private static readonly Option<bool> Discard = new("--discard") { Description = "Count instead of echoing" };

    private static readonly Option<int> Buffer = new Option<int>("--buffer")
    {
        HelpName = "BYTES", Description = "Of each connection, in styles that hold one while they wait", DefaultValueFactory = _ => DefaultBuffer,
    }.AtLeast(1);

    private static readonly Option<string> Hocon = new("--hocon") { HelpName = "TEXT", Description = "Settings" };

    private static readonly Option<string?> Tls = new("--tls")
    {
        HelpName = "PEM", Description = "Speak TLS, with the certificate and key in the file or else with new ones", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Burn = new Option<int>("--burn")
    {
        HelpName = "US", Description = "Compute so many microseconds for each message", DefaultValueFactory = _ => 0,
    }.AtLeast(0);

    private static readonly Option<bool> Supervised = new("--supervised")
    {
        Description = "End when standard input does; answer a line there with the managed memory in bytes",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Runs an echo server; says \"listening on PORT\" when it is ready")
        {
            Style, Port, Discard, Buffer, Hocon, Tls, Burn, Supervised,
        };
        command.Validators.Add(RefuseWhatItCannot);
        command.SetAction(RunAsync);
        return command;
    }

    private static void RefuseWhatItCannot(CommandResult asked)
    {
        if (asked.GetValue(Style) is not { } name || EchoStyles.Find(name) is not { } style) return;
        if (!style.HasTls && asked.GetResult(Tls) is not null) asked.AddError($"{name} speaks no TLS");
        if (!style.CanBurn && asked.GetValue(Burn) > 0) asked.AddError($"{name} does not compute; {string.Join(", ", EchoStyles.All.Where(other => other.CanBurn).Select(other => other.Name))} do");
    }

    private static async Task<int> RunAsync(ParseResult asked, CancellationToken cancel)
    {
        var options = new EchoOptions(asked.GetValue(Port), asked.GetValue(Discard), asked.GetValue(Buffer), asked.GetValue(Hocon) ?? "")
        {
            Tls = asked.GetResult(Tls) is not null ? Certificate.Serve(asked.GetValue(Tls)) : null,
            Burn = new Burn(asked.GetValue(Burn)),
        };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration interrupted = cancel.Register(() => ended.TrySetResult());
        await using IEchoServer server = EchoStyles.Find(asked.GetRequiredValue(Style))!.Create();
        Console.WriteLine($"listening on {await server.StartAsync(options)}");
        if (asked.GetValue(Supervised)) new Thread(() => AnswerRequests(ended)) { IsBackground = true, Name = "requests" }.Start();
        await ended.Task;
        return 0;
    }

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

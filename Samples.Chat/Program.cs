using System.CommandLine;
using System.Runtime.InteropServices;
using Samples.Chat;

RootCommand command = ChatArguments.Command();
command.SetAction((asked, _) => RunAsync(asked));
ParseResult parsed = command.Parse(args);
// Signals are handled below: System.CommandLine would end the program before the clients are told.
int exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return parsed.Errors.Count > 0 ? ChatException.Usage : exitCode;

static async Task<int> RunAsync(ParseResult asked)
{
    try
    {
        ChatSettings settings = ChatArguments.Read(asked);
        await using ChatServer server = await ChatServer.StartAsync(settings);

        // The first signal ends the server; a second one takes its usual course.
        var ended = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        Console.WriteLine($"chat is listening on {server.LocalEndPoint}; try: nc {server.LocalEndPoint.Address} {server.LocalEndPoint.Port}");
        await ended.Task;
        return 0;

        void End(PosixSignalContext context) => context.Cancel = ended.TrySetResult();
    }
    catch (ChatException e)
    {
        Console.Error.WriteLine($"chat: {e.Message}");
        return e.ExitCode;
    }
}

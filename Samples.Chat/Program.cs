using System.Runtime.InteropServices;
using Samples.Chat;

if (ChatArguments.AsksForHelp(args))
{
    Console.WriteLine(ChatArguments.Usage);
    return 0;
}

try
{
    ChatSettings settings = ChatArguments.Parse(args);
    await using ChatServer server = await ChatServer.StartAsync(settings);

    // The first signal asks for a goodbye; a second one takes its usual course.
    var ended = new TaskCompletionSource();
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
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

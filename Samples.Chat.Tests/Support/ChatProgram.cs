using System.Net;
using Akka.NetPoll.Tests.Support;

namespace Samples.Chat.Tests.Support;

/// <summary>The chat server as a program of its own.</summary>
internal static class ChatProgram
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A shell starts background jobs with SIGINT ignored, and children inherit that: here it must end the program.
    public static OutsideProgram Start(params string[] arguments) =>
        OutsideProgram.Start("env", ["--default-signal=INT", .. Command, .. arguments]);

    /// <summary>Starts it with so few descriptors, which it cannot raise.</summary>
    public static OutsideProgram StartWithDescriptors(int count, params string[] arguments) =>
        OutsideProgram.Start("sh", ["-c", $"ulimit -n {count}; exec \"$@\"", "chat", .. Command, .. arguments]);

    public static async Task<IPEndPoint> ReadAddressAsync(OutsideProgram program)
    {
        string line = await ReadUntilAsync(program, "listening on");
        return IPEndPoint.Parse(line.Split(' ')[4].TrimEnd(';'));
    }

    public static async Task<string> ReadUntilAsync(OutsideProgram program, string text)
    {
        while (await program.Output.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }

        throw new EndOfStreamException($"it ended before '{text}'");
    }

    private static string[] Command => [Dotnet, typeof(ChatServer).Assembly.Location];

    private static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}

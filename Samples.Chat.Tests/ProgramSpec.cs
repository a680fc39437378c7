using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Tests.Support;
using FluentAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>The program as it is started from a shell.</summary>
public class ProgramSpec
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task Interrupted_it_says_goodbye_to_every_client_and_ends_with_0()
    {
        OutsideProgram.SkipIfMissing("kill");
        using OutsideProgram program = Start("--port", "0");
        IPEndPoint address = await ReadAddressAsync(program);
        using ChatClient ann = await ChatClient.ConnectAsync(address), bob = await ChatClient.ConnectAsync(address);

        using OutsideProgram kill = OutsideProgram.Start("kill", "-INT", $"{program.Id}");

        await ann.ReadUntilAsync("goodbye");
        await bob.ReadUntilAsync("goodbye");
        (await program.ExitAsync(Limit)).Should().Be(0);
    }

    [SkippableFact]
    public async Task Two_nc_clients_see_each_others_lines()
    {
        await using RunningChat chat = await RunningChat.StartAsync();
        using OutsideProgram ann = StartNc(chat), bob = StartNc(chat);
        await ReadUntilAsync(ann, "you are in main");
        await ReadUntilAsync(bob, "you are in main");

        await ann.Input.WriteLineAsync("/nick ann");
        await ReadUntilAsync(bob, "is now ann");
        await bob.Input.WriteLineAsync("/nick bob\nhello ann");
        await ReadUntilAsync(ann, "bob: hello ann");
        await ann.Input.WriteLineAsync("hello bob");

        await ReadUntilAsync(bob, "ann: hello bob");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_clear_line_and_no_success()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();

        (int exitCode, string[] errors) = await RunAsync("--port", $"{((IPEndPoint)holder.LocalEndpoint).Port}");

        exitCode.Should().Be(1);
        errors.Should().ContainSingle().Which.Should().Be($"chat: cannot listen on {holder.LocalEndpoint}: Address already in use");
    }

    [Theory]
    [InlineData("chat: port is 'seven', and should be a number from 0 to 65535", "--port", "seven")]
    [InlineData("chat: port is '65536', and should be a number from 0 to 65535", "--port", "65536")]
    [InlineData("chat: --colour: unknown option; usage: [--host HOST] [--port PORT] [--config FILE]", "--colour", "red")]
    [InlineData("chat: --host: a value is missing; usage: [--host HOST] [--port PORT] [--config FILE]", "--host")]
    public async Task A_bad_option_is_one_clear_line_and_no_success(string error, params string[] arguments)
    {
        (int exitCode, string[] errors) = await RunAsync(arguments);

        exitCode.Should().Be(2);
        errors.Should().ContainSingle().Which.Should().Be(error);
    }

    // A shell starts background jobs with SIGINT ignored, and children inherit that: here it must end the program.
    private static OutsideProgram Start(params string[] arguments) => OutsideProgram.Start(
        "env",
        ["--default-signal=INT", Dotnet, typeof(ChatServer).Assembly.Location, .. arguments]);

    private static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private static async Task<(int ExitCode, string[] Errors)> RunAsync(params string[] arguments)
    {
        using OutsideProgram program = Start(arguments);
        int exitCode = await program.ExitAsync(Limit);
        return (exitCode, program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static OutsideProgram StartNc(RunningChat chat) =>
        OutsideProgram.Start("nc", $"{chat.LocalEndPoint.Address}", $"{chat.LocalEndPoint.Port}");

    private static async Task<IPEndPoint> ReadAddressAsync(OutsideProgram program)
    {
        string line = await ReadUntilAsync(program, "listening on");
        return IPEndPoint.Parse(line.Split(' ')[4].TrimEnd(';'));
    }

    private static async Task<string> ReadUntilAsync(OutsideProgram program, string text)
    {
        while (await program.Output.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }

        throw new EndOfStreamException($"it ended before '{text}'");
    }
}

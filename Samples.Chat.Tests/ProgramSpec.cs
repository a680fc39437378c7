using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>The program as it is started from a shell.</summary>
public class ProgramSpec
{
    [SkippableFact]
    public async Task Interrupted_it_tells_every_client_and_ends_with_0()
    {
        OutsideProgram.SkipIfMissing("kill");
        using OutsideProgram program = ChatProgram.Start("--port", "0");
        IPEndPoint address = await ChatProgram.ReadAddressAsync(program);
        using ChatClient ann = await ChatClient.ConnectAsync(address), bob = await ChatClient.ConnectAsync(address);

        using var kill = OutsideProgram.Start("kill", "-INT", $"{program.Id}");

        await ann.ReadUntilAsync("goodbye");
        await bob.ReadUntilAsync("goodbye");
        (await program.ExitAsync(ChatProgram.Limit)).Should().Be(0);
    }

    [SkippableFact]
    public async Task Two_nc_clients_see_each_others_lines()
    {
        await using RunningChat chat = await RunningChat.StartAsync();
        using OutsideProgram ann = StartNc(chat), bob = StartNc(chat);
        await ChatProgram.ReadUntilAsync(ann, "you are in main");
        await ChatProgram.ReadUntilAsync(bob, "you are in main");

        await ann.Input.WriteLineAsync("/nick ann");
        await ChatProgram.ReadUntilAsync(bob, "is now ann");
        await bob.Input.WriteLineAsync("/nick bob\nhello ann");
        await ChatProgram.ReadUntilAsync(ann, "bob: hello ann");
        await ann.Input.WriteLineAsync("hello bob");

        await ChatProgram.ReadUntilAsync(bob, "ann: hello bob");
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
    public async Task A_bad_value_is_one_clear_line_and_no_success(string error, params string[] arguments)
    {
        (int exitCode, string[] errors) = await RunAsync(arguments);

        exitCode.Should().Be(2);
        errors.Should().ContainSingle().Which.Should().Be(error);
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--colour'.", "--colour", "red")]
    [InlineData("Unrecognized command or argument 'here'.", "here")]
    [InlineData("Required argument missing for option: '--host'.", "--host")]
    public async Task A_bad_option_is_named_with_those_that_there_are_and_no_success(string error, params string[] arguments)
    {
        using OutsideProgram program = ChatProgram.Start(arguments);

        string said = await program.Output.ReadToEndAsync().WaitAsync(ChatProgram.Limit);

        (await program.ExitAsync(ChatProgram.Limit)).Should().Be(2);
        program.Errors.Should().StartWith(error);
        said.Should().Contain("--host <HOST>").And.Contain("--port <PORT>").And.Contain("--config <FILE>");
    }

    [Fact]
    public async Task A_settings_file_that_is_not_there_is_one_clear_line_and_no_success()
    {
        (int exitCode, string[] errors) = await RunAsync("--config", "no-such-file.conf");

        exitCode.Should().Be(2);
        errors.Should().ContainSingle().Which.Should().StartWith("chat: no-such-file.conf: Could not find file");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Asked_for_help_it_says_what_can_be_asked_for_and_ends_with_0(string option)
    {
        using OutsideProgram program = ChatProgram.Start(option);

        string said = await program.Output.ReadToEndAsync().WaitAsync(ChatProgram.Limit);

        said.Should().Contain("--host <HOST>").And.Contain("--port <PORT>").And.Contain("--config <FILE>");
        (await program.ExitAsync(ChatProgram.Limit)).Should().Be(0);
        program.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_bad_setting_of_the_library_is_named_in_one_clear_line()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "akka.netpoll.listener.backlog = many");

            (int exitCode, string[] errors) = await RunAsync("--port", "0", "--config", file);

            exitCode.Should().Be(1);
            errors.Should().ContainSingle().Which.Should().Be(
                "chat: cannot listen on 127.0.0.1:0: akka.netpoll.listener.backlog is 'many', and should be a whole number, at least 0");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string[] Errors)> RunAsync(params string[] arguments)
    {
        using OutsideProgram program = ChatProgram.Start(arguments);
        int exitCode = await program.ExitAsync(ChatProgram.Limit);
        return (exitCode, program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static OutsideProgram StartNc(RunningChat chat) =>
        OutsideProgram.Start("nc", $"{chat.LocalEndPoint.Address}", $"{chat.LocalEndPoint.Port}");
}

using System.Diagnostics;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>A client that does not read.</summary>
public class SlowClientSpec
{
    private const string SmallQueues = """
        chat.client-queue = 64 KiB
        akka.netpoll.connection.send-buffer-size = 16 KiB
        """;

    [Fact]
    public async Task It_is_dropped_with_a_notice_and_the_others_miss_nothing()
    {
        await using RunningChat chat = await RunningChat.StartAsync(SmallQueues);
        ChatClient ann = await chat.ConnectAsync("ann"), bob = await chat.ConnectAsync("bob");
        await chat.ConnectAsync("sleeper");
        await bob.ReadUntilAsync("is now sleeper");

        int said = await SayUntilAsync("* sleeper does not read and was dropped", ann, bob);

        said.Should().BeGreaterThan(64, "client-queue alone holds so many lines");
        await ann.ReadUntilAsync("* sleeper does not read and was dropped");
    }

    [SkippableFact]
    public async Task A_suspended_nc_is_dropped_and_woken_up_reads_what_waited_for_it_and_the_end()
    {
        OutsideProgram.SkipIfMissing("kill");
        await using RunningChat chat = await RunningChat.StartAsync(SmallQueues);
        using var nc = OutsideProgram.Start("nc", $"{chat.LocalEndPoint.Address}", $"{chat.LocalEndPoint.Port}");
        ChatClient ann = await chat.ConnectAsync("ann"), bob = await chat.ConnectAsync("bob");
        await nc.Input.WriteLineAsync("/nick sleeper");
        await ChatProgram.ReadUntilAsync(nc, "is now sleeper");
        await bob.ReadUntilAsync("is now sleeper");

        await SignalAsync(nc, "-STOP");
        int said = await SayUntilAsync("* sleeper does not read and was dropped", ann, bob);
        await SignalAsync(nc, "-CONT");
        nc.Input.Close(); // It ends when both sides have.
        List<string> seen = [];
        while (await nc.Output.ReadLineAsync().WaitAsync(ChatProgram.Limit) is { } line) seen.Add(line);

        seen.Should().HaveCountLessThan(said).And.HaveCountGreaterThan(64, "client-queue alone holds so many lines");
        seen.Should().Equal(Enumerable.Range(0, seen.Count).Select(Line).Select(line => $"ann: {line}"));
        await nc.ExitAsync(ChatProgram.Limit);
        await ann.TypeAsync("and now?");
        await bob.ReadUntilAsync("ann: and now?");
    }

    [Fact]
    public async Task It_does_not_keep_the_server_from_ending_within_seconds()
    {
        RunningChat chat = await RunningChat.StartAsync("chat.client-queue = 64 MiB");
        ChatClient ann = await chat.ConnectAsync("ann"), bob = await chat.ConnectAsync("bob");
        await chat.ConnectAsync("sleeper");
        for (int i = 0; i < 10_000; i++)
        {
            await ann.TypeAsync(new string('x', 1000));
            await bob.ReadUntilAsync("ann: ");
        }

        long start = Stopwatch.GetTimestamp();
        await chat.DisposeAsync();

        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    // The other reads each line in its time, and in the end this one.
    private static async Task<int> SayUntilAsync(string notice, ChatClient speaker, ChatClient other)
    {
        for (int said = 0; ; said++)
        {
            await speaker.TypeAsync(Line(said));
            string next = (await other.ReadAsync())!;
            if (next == notice) return said;
            next.Should().Be($"ann: {Line(said)}");
        }
    }

    private static string Line(int number) => $"{number} {new string('x', 1000)}";

    private static async Task SignalAsync(OutsideProgram program, string signal)
    {
        using var kill = OutsideProgram.Start("kill", signal, $"{program.Id}");
        (await kill.ExitAsync(ChatProgram.Limit)).Should().Be(0);
    }
}

using System.Diagnostics;
using FluentAssertions;
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

        string next;
        int said = 0;
        do
        {
            await ann.TypeAsync($"{said} {new string('x', 1000)}");
            next = (await bob.ReadAsync())!;
            if (next.StartsWith("ann: ", StringComparison.Ordinal)) next.Should().StartWith($"ann: {said++} ");
        }
        while (next.StartsWith("ann: ", StringComparison.Ordinal));

        next.Should().Be("* sleeper does not read and was dropped");
        said.Should().BeGreaterThan(64, "client-queue alone holds so many lines");
        (await ann.ReadUntilAsync("sleeper does")).Should().Be(next);
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
}

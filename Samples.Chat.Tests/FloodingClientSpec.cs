using System.Net.Sockets;
using System.Text;
using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>A client that types faster than the lobby handles.</summary>
public class FloodingClientSpec
{
    private const int Lines = 100 * ChatSessionActor.MostWithLobby;

    [Fact]
    public async Task All_its_lines_take_effect_in_order_across_rooms_that_end()
    {
        await using RunningChat chat = await RunningChat.StartAsync();
        ChatClient ann = await chat.ConnectAsync("ann"), bob = await chat.ConnectAsync("bob");
        IEnumerable<string> typed = Enumerable.Range(0, Lines).Select(i =>
            i % 50 == 49 ? "/join alone\nnobody hears this\n/me sighs\n/join main\n" : $"{i}\n");

        Task flood = ann.SendAsync(Encoding.UTF8.GetBytes(string.Concat(typed)));

        for (int i = 0; i < Lines; i++)
        {
            if (i % 50 != 49) (await bob.ReadUntilAsync("ann: ")).Should().Be($"ann: {i}");
        }

        await flood;
    }

    [Fact]
    public async Task Its_last_lines_take_effect_when_it_hangs_up_at_once()
    {
        await using RunningChat chat = await RunningChat.StartAsync();
        ChatClient ann = await chat.ConnectAsync("ann"), bob = await chat.ConnectAsync("bob");

        await ann.SendAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Lines).Select(i => $"{i}\n"))));
        ann.Socket.Shutdown(SocketShutdown.Send);

        await bob.ReadUntilAsync($"ann: {Lines - 1}");
        (await bob.ReadUntilAsync("has left")).Should().Be("* ann has left");
    }
}

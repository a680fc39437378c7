using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>A script talks to the chat: nc sends all that it has, closes its direction at once (-N), and reads until the end.</summary>
public sealed class HalfCloseSpec : IAsyncLifetime
{
    private const int Rounds = 20;

    private RunningChat _chat = null!;

    public async Task InitializeAsync() => _chat = await RunningChat.StartAsync();

    public async Task DisposeAsync() => await _chat.DisposeAsync();

    [SkippableTheory]
    [InlineData("/who\n", "* in main: guest")]
    [InlineData("/who", "* in main: guest")]
    [InlineData("/who\r\n/rooms\r\n", "* main (")]
    [InlineData("/nick zoe#\n", "is now zoe#")]
    [InlineData("/nick zoe#\n/me waves\n", "* zoe# waves")]
    [InlineData("/nick no:good", "* a nickname is 1 to 20 letters")]
    [InlineData("/join dev\nhello\n/who\n", "* in dev: guest")]
    [InlineData("/join dev\n/join ops", "* you are in ops, with: guest")]
    [InlineData("/msg nobody-at-all hello\n", "* nobody here is called nobody-at-all")]
    [InlineData("/dance", "* /dance is no command; /help lists them")]
    public async Task What_was_asked_before_the_end_is_answered(string typed, string answer)
    {
        for (int round = 0; round < Rounds; round++)
        {
            string expected = InRound(round, answer);

            (await TalkAsync(InRound(round, typed))).Should().Contain(line => line.Contains(expected), "it was asked in round {0}", round);
        }
    }

    [SkippableTheory]
    [InlineData("/quit\n")]
    [InlineData("/quit")]
    [InlineData("/who\n/quit\n")]
    [InlineData("/join dev\nhello\n/who\n/quit")]
    [InlineData("/nick zoe#\n/me waves\n/who\n/quit\n")]
    public async Task The_answer_to_quit_comes_last_after_every_other(string typed)
    {
        for (int round = 0; round < Rounds; round++)
        {
            string[] seen = await TalkAsync(InRound(round, typed));

            seen.Should().HaveElementAt(seen.Length - 1, "* goodbye", "it was asked for in round {0}", round);
            if (typed.Contains("/who")) seen.Should().Contain(line => line.StartsWith("* in "), "it was asked in round {0}", round);
            if (typed.Contains("/me")) seen.Should().Contain(InRound(round, "* zoe# waves"), "it was said in round {0}", round);
        }
    }

    [SkippableFact]
    public async Task What_stands_behind_quit_has_no_effect()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string[] seen = await TalkAsync("/quit\n/help\n/who\n/quit\n");

            seen.Should().ContainSingle(line => line == "* goodbye").And.NotContain(line => line.StartsWith("* in main") || line.StartsWith('/'));
        }
    }

    [SkippableFact]
    public async Task More_lines_than_the_lobby_takes_at_once_are_all_answered()
    {
        const int questions = 10 * ChatSessionActor.MostWithLobby;

        string[] seen = await TalkAsync(string.Concat(Enumerable.Repeat("/who\n", questions)) + "/rooms");

        seen.Count(line => line.StartsWith("* in main: ")).Should().Be(questions);
        seen.Should().ContainSingle(line => line.StartsWith("* main ("));
    }

    [SkippableFact]
    public async Task A_last_line_without_its_end_reaches_the_others()
    {
        ChatClient ann = await _chat.ConnectAsync("ann");
        await ann.TypeAsync("/join dev");
        await ann.ReadUntilAsync("you are in dev");

        for (int round = 0; round < Rounds; round++)
        {
            await TalkAsync($"/nick bob{round}\n/join dev\nhello");

            (await ann.ReadUntilAsync("hello")).Should().Be($"bob{round}: hello");
            (await ann.ReadAsync()).Should().Be($"* bob{round} has left");
        }
    }

    [SkippableFact]
    public async Task A_last_line_without_its_end_that_is_too_long_is_refused()
    {
        string[] seen = await TalkAsync(new string('x', 1025));

        seen.Should().Contain("* a line has at most 1024 bytes; that one was not passed on");
    }

    [SkippableFact]
    public async Task With_nothing_asked_it_is_greeted_and_closed()
    {
        for (int round = 0; round < Rounds; round++)
        {
            (await TalkAsync("")).Should().HaveElementAt(0, "Welcome to the chat. Type a line and press Enter: everybody in your room reads it.");
        }
    }

    // A name of its own for each round: the lobby may hear later than nc that the one before has gone.
    private static string InRound(int round, string text) => text.Replace("#", $"{round}");

    private async Task<string[]> TalkAsync(string typed)
    {
        using var nc = OutsideProgram.Start("nc", "-N", $"{_chat.LocalEndPoint.Address}", $"{_chat.LocalEndPoint.Port}");
        Task<string> seen = nc.Output.ReadToEndAsync();
        await nc.Input.WriteAsync(typed);
        nc.Input.Close();
        string text = await seen.WaitAsync(ChatProgram.Limit);
        (await nc.ExitAsync(ChatProgram.Limit)).Should().Be(0);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}

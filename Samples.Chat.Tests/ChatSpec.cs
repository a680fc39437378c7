using AwesomeAssertions;
using Samples.Chat.Tests.Support;
using Xunit;

namespace Samples.Chat.Tests;

/// <summary>What people at their terminals see, over real sockets.</summary>
public sealed class ChatSpec : IAsyncLifetime
{
    private RunningChat _chat = null!;

    public async Task InitializeAsync() => _chat = await RunningChat.StartAsync();

    public async Task DisposeAsync() => await _chat.DisposeAsync();

    [Fact]
    public async Task A_client_that_comes_is_greeted_told_what_to_do_and_put_into_a_room()
    {
        using ChatClient ann = await ChatClient.ArriveAsync(_chat.LocalEndPoint);

        (await ann.ReadAsync()).Should().StartWith("Welcome to the chat. Type a line and press Enter");
        (await ann.ReadAsync()).Should().Contain("/nick NAME").And.Contain("/help").And.Contain("/quit");
        (await ann.ReadAsync()).Should().Be("* you are guest1");
        (await ann.ReadAsync()).Should().Be("* you are in main, with: guest1");
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        ChatClient ann = await _chat.ConnectAsync("ann");

        await ann.TypeAsync("/help");

        foreach (string command in new[] { "/nick NAME", "/join ROOM", "/rooms", "/who", "/msg NAME TEXT", "/me TEXT", "/help", "/quit" })
        {
            (await ann.ReadUntilAsync("/")).Should().StartWith(command + " ");
        }
    }

    [Fact]
    public async Task What_one_says_the_others_in_the_room_read_and_it_is_not_echoed()
    {
        ChatClient ann = await _chat.ConnectAsync("ann"), bob = await _chat.ConnectAsync("bob");

        await ann.TypeAsync("hello, Zoë");

        (await bob.ReadUntilAsync("ann: ")).Should().Be("ann: hello, Zoë");
        (await ann.ReadAllSoFarAsync()).Should().NotContain(line => line.Contains("Zoë"));
    }

    [Fact]
    public async Task Coming_renaming_and_going_are_told_to_the_others()
    {
        ChatClient ann = await _chat.ConnectAsync("ann");

        ChatClient bob = await _chat.ConnectAsync("bob");
        await bob.TypeAsync("/quit");

        (await ann.ReadUntilAsync("has joined")).Should().Be("* guest2 has joined main");
        (await ann.ReadAsync()).Should().Be("* guest2 is now bob");
        (await ann.ReadAsync()).Should().Be("* bob has left");
        (await bob.ReadUntilAsync("goodbye")).Should().Be("* goodbye");
        (await bob.ReadAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_room_keeps_what_is_said_in_it()
    {
        ChatClient ann = await _chat.ConnectAsync("ann"), bob = await _chat.ConnectAsync("bob"), eve = await _chat.ConnectAsync("eve");

        await ann.TypeAsync("/join dev\nsecret plans");
        await bob.ReadUntilAsync("ann has gone to dev");
        await bob.TypeAsync("/join DEV");
        await bob.ReadUntilAsync("you are in dev, with: ann, bob");
        await bob.TypeAsync("/me agrees");

        (await ann.ReadUntilAsync("agrees")).Should().Be("* bob agrees");
        await eve.TypeAsync("/rooms");
        (await eve.ReadUntilAsync("(")).Should().Be("* dev (2), main (1)");
        (await eve.ReadAllSoFarAsync()).Should().NotContain(line => line.Contains("plans") || line.Contains("agrees"));
    }

    [Fact]
    public async Task A_room_ends_with_its_last_guest()
    {
        ChatClient ann = await _chat.ConnectAsync("ann");

        await ann.TypeAsync("/join dev\n/join main\n/rooms\n/who");

        (await ann.ReadUntilAsync("(")).Should().Be("* main (1)");
        (await ann.ReadAsync()).Should().Be("* in main: ann");
    }

    [Fact]
    public async Task A_private_message_reaches_one_person_in_any_room()
    {
        ChatClient ann = await _chat.ConnectAsync("ann"), bob = await _chat.ConnectAsync("bob"), eve = await _chat.ConnectAsync("eve");

        await bob.TypeAsync("/join dev");
        await ann.TypeAsync("/msg BOB psst");

        (await bob.ReadUntilAsync("psst")).Should().Be("[ann to you] psst");
        (await ann.ReadUntilAsync("psst")).Should().Be("[you to bob] psst");
        (await eve.ReadAllSoFarAsync()).Should().NotContain(line => line.Contains("psst"));
    }

    [Theory]
    [InlineData("/nick BOB", "* BOB is taken; choose another nickname")]
    [InlineData("/nick no:good", "* a nickname is 1 to 20 letters, digits, '_' or '-'")]
    [InlineData("/join a/b", "* a room's name is 1 to 20 letters, digits, '_' or '-'")]
    [InlineData("/join MAIN", "* you are in main already")]
    [InlineData("/msg carol hi", "* nobody here is called carol")]
    [InlineData("/dance", "* /dance is no command; /help lists them")]
    public async Task What_cannot_be_done_is_answered_clearly(string line, string answer)
    {
        ChatClient ann = await _chat.ConnectAsync("ann"), bob = await _chat.ConnectAsync("bob");

        await ann.TypeAsync(line);

        (await ann.ReadUntilAsync(answer)).Should().Be(answer);
        (await bob.ReadAllSoFarAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(1025, true)]
    [InlineData(300_000, true)]
    public async Task An_overlong_line_is_refused_and_the_next_one_is_fine(int length, bool refused)
    {
        ChatClient ann = await _chat.ConnectAsync("ann"), bob = await _chat.ConnectAsync("bob");

        await ann.TypeAsync(new string('x', length) + "\nand now?");

        (await bob.ReadUntilAsync("ann: ")).Should().HaveLength(refused ? "ann: and now?".Length : "ann: ".Length + length);
        if (refused) await ann.ReadUntilAsync("* a line has at most 1024 bytes; that one was not passed on");
    }

    [Fact]
    public async Task A_line_that_is_not_UTF8_is_refused_and_the_next_one_is_fine()
    {
        ChatClient ann = await _chat.ConnectAsync("ann"), bob = await _chat.ConnectAsync("bob");

        await ann.SendAsync(new byte[] { 0xC3, 0x28, (byte)'\n' });
        await ann.TypeAsync("and now?");

        await ann.ReadUntilAsync("* that line is not UTF-8 and was not passed on");
        (await bob.ReadUntilAsync("ann: ")).Should().Be("ann: and now?");
    }

    [Fact]
    public async Task At_the_end_every_client_reads_that_the_server_goes_down()
    {
        ChatClient ann = await _chat.ConnectAsync("ann"), bob = await _chat.ConnectAsync("bob");

        await _chat.StopAsync();

        foreach (ChatClient client in new[] { ann, bob })
        {
            await client.ReadUntilAsync("* the server is going down: goodbye");
            (await client.ReadAsync()).Should().BeNull();
        }
    }
}

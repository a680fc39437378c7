using AwesomeAssertions;
using Xunit;

namespace Samples.Chat.Tests;

public class ChatCommandSpec
{
    [Theory]
    [InlineData("/nick ann", "Nick { Name = ann }")]
    [InlineData("/NICK  ann ", "Nick { Name = ann }")]
    [InlineData("/join dev", "Join { Room = dev }")]
    [InlineData("/msg ann how are you", "Message { To = ann, Text = how are you }")]
    [InlineData("/me waves", "Me { Text = waves }")]
    [InlineData("/rooms", "Rooms { }")]
    [InlineData("/who", "Who { }")]
    [InlineData("/help", "Help { }")]
    [InlineData("/quit", "Quit { }")]
    [InlineData("  hello  there ", "Say { Text = hello  there }")]
    [InlineData("//etc is a folder", "Say { Text = /etc is a folder }")]
    [InlineData(" \t ", "Nothing { }")]
    public void A_line_is_understood(string line, string command) =>
        ChatCommand.Parse(line).ToString().Should().Be(command);

    [Theory]
    [InlineData("/nick", "/nick NAME")]
    [InlineData("/nick two words", "/nick NAME")]
    [InlineData("/join", "/join ROOM")]
    [InlineData("/msg ann", "/msg NAME TEXT")]
    [InlineData("/me", "/me waves")]
    [InlineData("/dance", "/help")]
    public void A_mistake_is_answered_with_what_would_be_right(string line, string expected) =>
        ChatCommand.Parse(line).Should().BeOfType<ChatCommand.Mistake>().Which.Explanation.Should().Contain(expected);

    [Fact]
    public void Escape_sequences_do_not_reach_the_others() =>
        ChatCommand.Parse("\u001b[2Jhello\u0007").Should().Be(new ChatCommand.Say("[2Jhello"));
}

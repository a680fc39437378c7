using AwesomeAssertions;
using Xunit;

namespace Samples.Chat.Tests;

public class ChatArgumentsSpec
{
    [Fact]
    public void Without_arguments_it_is_as_the_README_says()
    {
        ChatSettings settings = Parse();

        (settings.Host, settings.Port).Should().Be(("127.0.0.1", 8888));
    }

    [Fact]
    public void What_the_command_line_says_comes_before_the_file_whatever_their_order()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "chat { port = 1, max-name = 7 }");

            ChatSettings before = Parse("--port", "2", "--config", file);
            ChatSettings after = Parse("--config", file, "--port", "2");

            (before.Port, before.MaxName, before.Host).Should().Be((2, 7, "127.0.0.1"));
            (after.Port, after.MaxName, after.Host).Should().Be((2, 7, "127.0.0.1"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ChatSettings Parse(params string[] arguments) => ChatArguments.Read(ChatArguments.Command().Parse(arguments));
}

using Akka.Configuration;

namespace Samples.Chat;

/// <summary>The command line. What it says comes before the file it names, and that before chat.conf.</summary>
internal static class ChatArguments
{
    private const int UsageExitCode = 2;

    /// <summary>What the command line may say.</summary>
    public const string Usage = "usage: [--host HOST] [--port PORT] [--config FILE]";

    /// <summary>Nothing is wanted but to know what can be.</summary>
    public static bool AsksForHelp(IReadOnlyList<string> arguments) => arguments is ["--help" or "-h" or "-?", ..];

    public static ChatSettings Parse(IReadOnlyList<string> arguments)
    {
        Config options = Config.Empty, defaults = ChatSettings.DefaultConfig();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count) throw Mistake($"{arguments[i]}: {(IsOption(arguments[i]) ? "a value is missing" : "unknown option")}");
            string value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--host": options = Setting("host", value).WithFallback(options); break;
                case "--port": options = Setting("port", value).WithFallback(options); break;
                case "--config": defaults = Read(value).WithFallback(ChatSettings.DefaultConfig()); break;
                default: throw Mistake($"{arguments[i]}: unknown option");
            }
        }

        return new ChatSettings(options.WithFallback(defaults));
    }

    private static bool IsOption(string argument) => argument is "--host" or "--port" or "--config";

    private static Config Setting(string name, string value) =>
        ConfigurationFactory.ParseString($"chat.{name} = \"{value.Replace("\\", @"\\").Replace("\"", "\\\"")}\"");

    private static Config Read(string path)
    {
        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ConfigurationException)
        {
            throw Mistake($"{path}: {e.Message}");
        }
    }

    private static ChatException Mistake(string what) => new($"{what}; {Usage}", UsageExitCode);
}

using System.CommandLine;
using Akka.Configuration;

namespace Samples.Chat;

/// <summary>The command line. What it says comes before the file it names, and that before chat.conf.</summary>
internal static class ChatArguments
{
    // Both are text: as settings they are checked, wherever they come from.
    private static readonly Option<string> Host = new("--host")
    {
        HelpName = "HOST", Description = "An address of this machine or its name; 0.0.0.0 or :: lets others in",
    };

    private static readonly Option<string> Port = new("--port")
    {
        HelpName = "PORT", Description = "0 lets the system choose; the server prints which one it is",
    };

    private static readonly Option<FileInfo> ConfigFile = new("--config")
    {
        HelpName = "FILE", Description = "Settings that come before those of chat.conf",
    };

    /// <summary>A command with these options.</summary>
    public static RootCommand Command() => new("A chat server; nc and telnet are clients") { Host, Port, ConfigFile };

    /// <summary>What was asked for.</summary>
    /// <exception cref="ChatException">A setting is wrong, or the file cannot be read.</exception>
    public static ChatSettings Read(ParseResult asked)
    {
        Config config = ChatSettings.DefaultConfig();
        if (asked.GetValue(ConfigFile) is { } file) config = Read(file).WithFallback(config);
        if (asked.GetValue(Host) is { } host) config = Setting("host", host).WithFallback(config);
        if (asked.GetValue(Port) is { } port) config = Setting("port", port).WithFallback(config);
        return new ChatSettings(config);
    }

    private static Config Setting(string name, string value) =>
        ConfigurationFactory.ParseString($"chat.{name} = \"{value.Replace("\\", @"\\").Replace("\"", "\\\"")}\"");

    private static Config Read(FileInfo file)
    {
        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ConfigurationException)
        {
            throw new ChatException($"{file}: {e.Message}", ChatException.Usage);
        }
    }
}

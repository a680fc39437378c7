namespace Samples.Chat;

/// <summary>What a line asks for. A line that is no command is something said.</summary>
internal abstract record ChatCommand
{
    public sealed record Nothing : ChatCommand;

    public sealed record Say(string Text) : ChatCommand;

    public sealed record Me(string Text) : ChatCommand;

    public sealed record Nick(string Name) : ChatCommand;

    public sealed record Join(string Room) : ChatCommand;

    public sealed record Rooms : ChatCommand;

    public sealed record Who : ChatCommand;

    public sealed record Message(string To, string Text) : ChatCommand;

    public sealed record Help : ChatCommand;

    public sealed record Quit : ChatCommand;

    /// <summary>Not understood; the text says what would be.</summary>
    public sealed record Mistake(string Explanation) : ChatCommand;

    /// <summary>Understands a line; every line is one of these.</summary>
    public static ChatCommand Parse(string line)
    {
        line = WithoutControls(line).Trim();
        if (line.Length == 0) return new Nothing();
        // Two slashes say something that begins with one.
        if (line.StartsWith("//", StringComparison.Ordinal)) return new Say(line[1..]);
        if (line[0] != '/') return new Say(line);

        (string name, string rest) = SplitWord(line);
        return name.ToLowerInvariant() switch
        {
            "/nick" => OneName(rest, "/nick NAME", nick => new Nick(nick)),
            "/join" => OneName(rest, "/join ROOM", room => new Join(room)),
            "/me" => rest.Length > 0 ? new Me(rest) : new Mistake("/me what? As in: /me waves"),
            "/msg" => ParseMessage(rest),
            "/rooms" => new Rooms(),
            "/who" => new Who(),
            "/help" => new Help(),
            "/quit" => new Quit(),
            _ => new Mistake($"{name} is no command; /help lists them"),
        };
    }

    private static ChatCommand OneName(string rest, string usage, Func<string, ChatCommand> command) =>
        rest.Length > 0 && !rest.Contains(' ') ? command(rest) : new Mistake($"usage: {usage}");

    private static ChatCommand ParseMessage(string rest)
    {
        (string to, string text) = SplitWord(rest);
        return text.Length > 0 ? new Message(to, text) : new Mistake("usage: /msg NAME TEXT");
    }

    private static (string Word, string After) SplitWord(string text)
    {
        int space = text.IndexOf(' ');
        return space < 0 ? (text, "") : (text[..space], text[space..].Trim());
    }

    // Otherwise one could do to the others' terminals whatever escape sequences can.
    private static string WithoutControls(string text) => string.Concat(text.Replace('\t', ' ').Where(c => !char.IsControl(c)));
}

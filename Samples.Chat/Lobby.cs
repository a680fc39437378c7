namespace Samples.Chat;

/// <summary>What sessions tell the lobby. It answers with <see cref="ChatLine"/>s.</summary>
internal static class Lobby
{
    /// <summary>A session has begun: it gets a nickname and goes to the first room.</summary>
    public sealed record Enter
    {
        public static readonly Enter Instance = new();
    }

    /// <summary>The session wants another nickname.</summary>
    public sealed record Rename(string Nick);

    /// <summary>The session wants into another room.</summary>
    public sealed record Join(string Room);

    /// <summary>Something for the session's room.</summary>
    public sealed record Say(string Text);

    /// <summary>What the session's user does (/me).</summary>
    public sealed record Act(string Text);

    /// <summary>Something for one person only.</summary>
    public sealed record Message(string To, string Text);

    public sealed record ListRooms
    {
        public static readonly ListRooms Instance = new();
    }

    /// <summary>Asks for the nicknames in the session's room.</summary>
    public sealed record ListPeople
    {
        public static readonly ListPeople Instance = new();
    }

    /// <summary>To a session: a line of its has taken effect, its answer has been told before this, and another may come.</summary>
    public sealed record Handled
    {
        public static readonly Handled Instance = new();
    }

    /// <summary>The session ends; the others are told why.</summary>
    public sealed record Leave(string Why);

    /// <summary>The server ends. Answered Done when every session has been told.</summary>
    public sealed record AnnounceEnd
    {
        public static readonly AnnounceEnd Instance = new();
    }

    /// <summary>To a session: the server ends.</summary>
    public sealed record ServerEnds
    {
        public static readonly ServerEnds Instance = new();
    }
}

using Akka.Actor;

namespace Samples.Chat;

/// <summary>The messages of a room. All come from the lobby.</summary>
internal static class Room
{
    public sealed record Enter(IActorRef Session, string Nick);

    public sealed record Leave(IActorRef Session, string Nick, string Why);

    /// <summary>Shown to all but the session that it is forwarded from, whose user has it on the screen already.</summary>
    public sealed record Say(string Nick, string Text);

    /// <summary>What a session's user does (/me), shown to all.</summary>
    public sealed record Act(string Nick, string Text);

    /// <summary>Something that all should know, also the session that it is forwarded from.</summary>
    public sealed record Announce(string Text);
}

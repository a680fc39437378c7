using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Descriptors;

namespace Akka.NetPoll.Connections;

/// <summary>What a new connection's actor is given to begin with.</summary>
/// <param name="Fd">Its socket is connected; null for a connection that dials by itself.</param>
/// <param name="Settings">Shared by its siblings.</param>
internal sealed record Attach(PollFd? Fd, ConnectionSettings Settings) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

/// <summary>The answer to <see cref="Attach"/>: from here on the connection closes the socket.</summary>
internal sealed record Attached : INoSerializationVerificationNeeded
{
    public static readonly Attached Instance = new();
}

using Akka.Actor;

namespace Akka.NetPoll;

/// <summary>Registers <see cref="NetPoll"/> with a system; also by name in <c>akka.extensions</c>.</summary>
public sealed class NetPollProvider : ExtensionIdProvider<NetPoll>
{
    /// <inheritdoc/>
    public override NetPoll CreateExtension(ExtendedActorSystem system) => new(system);
}

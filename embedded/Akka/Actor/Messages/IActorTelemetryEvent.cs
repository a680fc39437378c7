// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Event;

namespace Akka.Actor;

/// <summary>Published if <c>akka.actor.telemetry.enabled</c> is on.</summary>
public interface IActorTelemetryEvent : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout, IDeadLetterSuppression
{
    IActorRef Subject { get; }

    Type ActorType { get; }
}

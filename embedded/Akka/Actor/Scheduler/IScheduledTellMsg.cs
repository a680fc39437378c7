namespace Akka.Actor.Scheduler;

/// <summary>A message in the wrapping of a scheduler that marks what it sends; whoever receives it unwraps it.</summary>
public interface IScheduledTellMsg : IWrappedMessage, INoSerializationVerificationNeeded
{
}

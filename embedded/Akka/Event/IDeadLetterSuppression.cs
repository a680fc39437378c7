namespace Akka.Event;

/// <summary>A message nobody misses: lost, it becomes a <see cref="SuppressedDeadLetter"/>, which is not logged.</summary>
public interface IDeadLetterSuppression
{
}

namespace Akka.Pattern;

/// <summary>When a backoff supervisor forgets how often its child has failed.</summary>
public interface IBackoffReset
{
}

namespace Akka.Event;

/// <summary>The log class of a source that is but a string.</summary>
public class DummyClassForStringSources
{
}

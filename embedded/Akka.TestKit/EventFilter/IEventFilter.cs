using Akka.Event;

namespace Akka.TestKit;

/// <summary>Decides which log events the test listener keeps to itself.</summary>
public interface IEventFilter
{
    /// <summary>Whether the filter is after this event.</summary>
    bool Apply(LogEvent logEvent);
}

using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>Tells of an event that a filter was after, on the listener's thread.</summary>
public delegate void EventMatched(EventFilterBase eventFilter, LogEvent logEvent);

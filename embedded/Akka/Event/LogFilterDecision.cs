namespace Akka.Event;

/// <summary>A filter's answer; an event is printed unless some filter drops it.</summary>
public enum LogFilterDecision
{
    Keep,
    Drop,
    NoDecision,
}

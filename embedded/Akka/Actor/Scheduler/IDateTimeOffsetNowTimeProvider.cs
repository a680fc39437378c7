namespace Akka.Actor;

/// <summary>A time provider that runs on the real clock, not on a test's.</summary>
public interface IDateTimeOffsetNowTimeProvider : ITimeProvider
{
}

namespace Akka.Actor;

/// <summary>Sends messages later. What it is given to run runs on the scheduler's own thread; see <see cref="Advanced"/>.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>For code that must run later without an actor. Inside an actor schedule messages: an action does not see its state safely.</summary>
    IAdvancedScheduler Advanced { get; }
}

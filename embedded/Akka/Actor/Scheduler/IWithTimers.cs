namespace Akka.Actor;

/// <summary>An actor with this property is given timers when it is created.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}

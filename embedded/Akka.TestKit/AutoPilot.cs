using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Acts for a test actor: it sees each message before the test does.</summary>
/// <remarks>Runs inside the test actor, one message at a time; the message still goes to the test's queue.</remarks>
public abstract class AutoPilot
{
    /// <summary>No further messages are looked at.</summary>
    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>The same pilot flies on.</summary>
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    /// <summary>Looks at one message and says who looks at the next.</summary>
    public abstract AutoPilot Run(IActorRef sender, object message);
}

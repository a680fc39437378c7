using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.Util.Internal;

namespace Akka.TestKit;

/// <summary>A test's view of an actor system: an actor of its own, and expectations about what that actor receives.</summary>
/// <remarks>
/// For one test at a time: apart from the test actor, its state belongs to the test's flow of control.
/// What is not said otherwise fails through the assertions of the test framework.
/// A time limit that a caller names is multiplied by akka.test.timefactor.
/// </remarks>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static readonly AtomicCounter TestActorNumber = new(0);

    private readonly ITestKitAssertions _assertions;
    private ActorSystem _system = null!;
    private TestKitSettings _settings = null!;
    private TestQueue _queue = null!;
    private IActorRef _testActor = null!;
    private ILoggingAdapter _log = null!;
    private EventFilterFactory _eventFilter = null!;
    private MessageEnvelope _lastMessage = NullMessageEnvelope.Instance;

    /// <summary>On a system that exists, or a new one with the default configuration.</summary>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, SetupOf(DefaultConfig), null, testActorName)
    {
    }

    /// <summary>On a new system, made after the setup.</summary>
    protected TestKitBase(
        ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    /// <summary>On a new system with this configuration above the default one.</summary>
    protected TestKitBase(
        ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, SetupOf(config), actorSystemName, testActorName)
    {
    }

    /// <summary>On a system that exists, or a new one made after the setup.</summary>
    protected TestKitBase(
        ITestKitAssertions assertions,
        ActorSystem? system,
        ActorSystemSetup config,
        string? actorSystemName,
        string? testActorName)
    {
        _assertions = assertions
            ?? throw new ArgumentNullException(nameof(assertions), "The supplied assertions must not be null.");
        InitializeTest(system, config, actorSystemName, testActorName);
    }

    /// <summary>What every system under test falls back to.</summary>
    public static Config DefaultConfig { get; } =
        ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.Internal.Reference.conf");

    /// <summary>Makes the system log all that it does.</summary>
    public static Config FullDebugConfig { get; } = ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = DEBUG
          stdout-loglevel = DEBUG
          log-dead-letters = true
          log-dead-letters-during-shutdown = true
          actor.debug {
            receive = true
            autoreceive = true
            lifecycle = true
            event-stream = true
            unhandled = true
            fsm = true
            router-misconfiguration = true
          }
        }
        """);

    /// <summary>The system under test.</summary>
    public ActorSystem Sys => _system;

    /// <summary>The system's settings for tests.</summary>
    public TestKitSettings TestKitSettings => _settings;

    /// <summary>The actor whose messages the expectations are about.</summary>
    public IActorRef TestActor => _testActor;

    /// <summary>A logger that writes to the system's log in the test's name.</summary>
    public ILoggingAdapter Log => _log;

    /// <summary>Makes filters for the events that the system logs.</summary>
    public EventFilterFactory EventFilter => _eventFilter;

    /// <summary>The message of the last call that received or peeked; throws if that came back empty.</summary>
    public object LastMessage => _lastMessage.Message;

    /// <summary>Who sent <see cref="LastMessage"/>.</summary>
    public IActorRef LastSender => _lastMessage.Sender;

    /// <summary>Whether the test actor has received something that the test has not taken.</summary>
    public bool HasMessages => _queue.Count > 0;

    /// <summary>Makes filters for the events that another system logs.</summary>
    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    /// <summary>Drops messages that the predicate picks, from now on.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        _testActor.Tell(new TestActor.SetIgnore(message => shouldIgnoreMessage(message)));

    /// <summary>Drops messages of a type that the predicate picks, from now on.</summary>
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) =>
        _testActor.Tell(new TestActor.SetIgnore(message => message is TMsg typed && shouldIgnoreMessage(typed)));

    /// <summary>Drops all messages of a type, from now on.</summary>
    public void IgnoreMessages<TMsg>() => IgnoreMessages<TMsg>(_ => true);

    /// <summary>Drops nothing any longer.</summary>
    public void IgnoreNoMessages() => _testActor.Tell(new TestActor.SetIgnore(null));

    /// <summary>Lets a pilot look at each message before the test does.</summary>
    public void SetAutoPilot(AutoPilot pilot) => _testActor.Tell(new TestActor.SetAutoPilot(pilot));

    /// <summary>Has the test actor watch another. It does when this returns.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        WatchAsync(actorToWatch).Wait(RemainingOrDefault);
        return actorToWatch;
    }

    /// <summary>Has the test actor watch another. It does when the task ends.</summary>
    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await _testActor.Ask(new TestActor.Watch(actorToWatch), RemainingOrDefault);
        return actorToWatch;
    }

    /// <summary>Has the test actor stop watching another. It has when this returns.</summary>
    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        UnwatchAsync(actorToUnwatch).Wait(RemainingOrDefault);
        return actorToUnwatch;
    }

    /// <summary>Has the test actor stop watching another. It has when the task ends.</summary>
    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        await _testActor.Ask(new TestActor.Unwatch(actorToUnwatch), RemainingOrDefault);
        return actorToUnwatch;
    }

    // The kit's own calls, in the log of whoever debugs a test (akka.test.testkit.debug).
    private void Trace(string format, params object[] args)
    {
        if (_settings.LogTestKitCalls) _log.Debug(format, args);
    }

    private void Fail(string format, params object[] args)
    {
        Trace(format, args);
        _assertions.Fail(format, args);
    }
}

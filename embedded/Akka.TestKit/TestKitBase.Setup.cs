using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Puts the kit on a system (a new one if there is none) with a test actor of its own.</summary>
    protected virtual void InitializeTest(
        ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        if (system is null) system = ActorSystem.Create(actorSystemName ?? "test", WithDefaults(config));
        else system.Settings.InjectTopLevelFallback(DefaultConfig);

        _system = system;
        system.RegisterExtension(new TestKitExtension());
        system.RegisterExtension(new TestKitAssertionsExtension(_assertions));
        _settings = TestKitExtension.For(system);
        _log = Logging.GetLogger(system, GetType());
        _eventFilter = new EventFilterFactory(this);
        system.Dispatchers.RegisterConfigurator(
            CallingThreadDispatcher.Id,
            new CallingThreadDispatcherConfigurator(system.Settings.Config, system.Dispatchers.Prerequisites));

        _queue = new TestQueue();
        _lastMessage = NullMessageEnvelope.Instance;
        _end = null;
        if (string.IsNullOrEmpty(testActorName)) testActorName = "testActor" + TestActorNumber.IncrementAndGet();
        _testActor = CreateTestActor(testActorName);
        SendAs(_testActor);
    }

    /// <summary>As above, with a configuration in the setup's place.</summary>
    protected void InitializeTest(ActorSystem? system, Config config, string? actorSystemName, string? testActorName) =>
        InitializeTest(system, SetupOf(config), actorSystemName, testActorName);

    /// <summary>Creates one more actor that puts what it receives into this kit's queue.</summary>
    public IActorRef CreateTestActor(string name)
    {
        var queue = _queue;
        var props = Props.Create(() => new InternalTestActor(queue)).WithDispatcher("akka.test.test-actor.dispatcher");
        return ((ExtendedActorSystem)_system).SystemActorOf(props, name);
    }

    /// <summary>Terminates the system under test.</summary>
    /// <param name="duration">How long to wait; by default 5 s, dilated to at most 10 s.</param>
    /// <param name="verifySystemShutdown">Whether to throw if it has not ended by then. Otherwise that is logged.</param>
    /// <exception cref="TimeoutException">It has not ended in time.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(_system, duration, verifySystemShutdown);

    /// <summary>Terminates a system.</summary>
    /// <exception cref="TimeoutException">It has not ended in time.</exception>
    protected virtual void Shutdown(ActorSystem? system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        system ??= _system;
        var limit = duration ?? Dilated(TimeSpan.FromSeconds(5)).Min(TimeSpan.FromSeconds(10));
        if (system.Terminate().Wait(limit)) return;

        var extended = (ExtendedActorSystem)system;
        extended.Guardian.Stop();
        var text = $"Failed to stop [{system.Name}] within [{limit}]. ActorSystem is being forcefully shut down.\n"
            + extended.PrintTree();
        if (verifySystemShutdown) throw new TimeoutException(text);
        system.Log.Warning("{0}", text);
    }

    private static ActorSystemSetup SetupOf(Config config) => ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config));

    private static ActorSystemSetup WithDefaults(ActorSystemSetup setup)
    {
        var given = setup.Get<BootstrapSetup>();
        var bootstrap = given.HasValue ? given.Value : BootstrapSetup.Create();
        var config = bootstrap.Config.HasValue ? bootstrap.Config.Value : DefaultConfig;
        if (!ReferenceEquals(config, DefaultConfig)) config = config.WithFallback(DefaultConfig);
        return setup.WithSetup(bootstrap.WithConfig(config));
    }

    // From here on, on this thread and in the continuations of an async test, Tell without a sender is from the
    // test actor. A probe leaves the sender of the test that made it.
    private void SendAs(IActorRef testActor)
    {
        if (this is not INoImplicitSender) InternalCurrentActorCellKeeper.Current = InspectedActor.CellOf(testActor);
        else if (this is not TestProbe) InternalCurrentActorCellKeeper.Current = null!;

        var cell = InternalCurrentActorCellKeeper.Current;
        SynchronizationContext.SetSynchronizationContext(new ActorCellKeepingSynchronizationContext(cell));
    }
}

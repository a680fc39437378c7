using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of a test class: xUnit creates one for each test, with its own system, and disposes of it.</summary>
public class TestKit : TestKitBase, IDisposable
{
    private static readonly TimeSpan LoggerLimit = TimeSpan.FromSeconds(3);

    /// <summary>Where the test may write; null without one. The system's log goes there too.</summary>
    protected readonly ITestOutputHelper Output;

    private bool _disposed;

    /// <summary>On a system that exists, or a new one by default. Either is terminated after the test.</summary>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system)
    {
        Output = output!;
        InitializeLogger(Sys);
    }

    /// <summary>On a new system, made after the setup.</summary>
    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output!;
        InitializeLogger(Sys);
    }

    /// <summary>On a new system with this configuration above the default one.</summary>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output!;
        InitializeLogger(Sys);
    }

    /// <summary>On a new system with this HOCON above the default configuration.</summary>
    public TestKit(string config, ITestOutputHelper? output = null)
        : base(Assertions, ConfigurationFactory.ParseString(config))
    {
        Output = output!;
        InitializeLogger(Sys);
    }

    /// <summary>What every system under test falls back to.</summary>
    public static new Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <summary>Makes the system log all that it does.</summary>
    public static new Config FullDebugConfig => TestKitBase.FullDebugConfig;

    /// <summary>xUnit's assertions, for the kit.</summary>
    protected static XunitAssertions Assertions { get; } = new();

    /// <summary>Ends the test: <see cref="AfterAll"/>, then the system is terminated.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs once after the test, while the system still runs.</summary>
    protected virtual void AfterAll()
    {
    }

    /// <summary>Ends the test; only the first call does.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_disposed) return;

        _disposed = true;
        try
        {
            AfterAll();
        }
        finally
        {
            Shutdown();
        }
    }

    /// <summary>Sends a system's log to the test's output as well, if it has one.</summary>
    protected void InitializeLogger(ActorSystem system) => InitializeLogger(system, "");

    /// <summary>As above, with a prefix on each line, to tell several systems apart.</summary>
    protected void InitializeLogger(ActorSystem system, string prefix)
    {
        if (Output is null) return;

        var output = string.IsNullOrEmpty(prefix) ? Output : new PrefixedOutput(Output, prefix);
        var logger = ((ExtendedActorSystem)system).SystemActorOf(Props.Create(() => new TestOutputLogger(output)), "log-test");
        logger.Ask<LoggerInitialized>(new InitializeLogger(system.EventStream), LoggerLimit)
            .ConfigureAwait(false).GetAwaiter().GetResult();
    }
}

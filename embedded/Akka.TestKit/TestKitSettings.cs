using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The settings under akka.test.</summary>
public class TestKitSettings : IExtension
{
    /// <summary>Reads a whole system's configuration.</summary>
    /// <exception cref="ConfigurationException">It is empty, or the time factor is not positive.</exception>
    public TestKitSettings(Config config)
    {
        if (config is null || config.IsEmpty)
            throw new ConfigurationException("The TestKit needs a configuration that is not empty.");

        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", null, allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", null, allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", null, allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor", 0);
        LogTestKitCalls = config.GetBoolean("akka.test.testkit.debug", false);
        if (TestTimeFactor <= 0)
            throw new ConfigurationException(
                $@"Expected a positive value for ""akka.test.timefactor"" but found {TestTimeFactor}");
    }

    /// <summary>The limit of latches, barriers and questions to actors.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>The limit of one expectation outside of Within, before dilation.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>How long an event filter waits after its block has ended.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>What time limits are multiplied by.</summary>
    public double TestTimeFactor { get; }

    /// <summary>Whether the kit logs its own calls at debug level.</summary>
    public bool LogTestKitCalls { get; }
}

using Akka.Configuration;

namespace Akka.TestKit.Configs;

/// <summary>The configurations that come with the kit.</summary>
public static class TestConfigs
{
    /// <summary>What every system under test falls back to.</summary>
    public static Config DefaultConfig =>
        ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.Internal.Reference.conf");

    /// <summary>The same, with <see cref="TestScheduler"/> as the system's clock.</summary>
    public static Config TestSchedulerConfig =>
        ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.Configs.TestScheduler.conf");
}

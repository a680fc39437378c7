// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>How many threads: a factor per processor, within bounds.</summary>
public class ThreadPoolConfig
{
    public ThreadPoolConfig(Config config)
    {
        PoolSizeMin = config.GetInt("core-pool-size-min");
        PoolSizeFactor = config.GetDouble("core-pool-size-factor");
        PoolSizeMax = config.GetInt("core-pool-size-max");
    }

    public int PoolSizeMin { get; }

    public double PoolSizeFactor { get; }

    public int PoolSizeMax { get; }

    public static int ScaledPoolSize(int floor, double scalar, int ceiling) =>
        Math.Min(Math.Max((int)(Environment.ProcessorCount * scalar), floor), ceiling);
}

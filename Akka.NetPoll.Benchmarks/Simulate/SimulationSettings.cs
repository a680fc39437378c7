namespace Akka.NetPoll.Benchmarks.Simulate;

/// <summary>What is simulated. Times are in microseconds.</summary>
internal sealed record SimulationSettings
{
    public int Cores { get; init; } = 1;

    /// <summary>Messages that arrive, as a share of what all cores could handle if nothing but handling cost time.</summary>
    public double Load { get; init; }

    /// <summary>A message's handling; the mean of an exponential distribution.</summary>
    public double Service { get; init; }

    /// <summary>What waking another costs the worker that does.</summary>
    public double WakeCost { get; init; }

    /// <summary>Until the woken one runs.</summary>
    public double WakeDelay { get; init; }

    /// <summary>A poll, whatever it finds.</summary>
    public double PollCost { get; init; }

    /// <summary>What is stolen takes so much longer: another core's cache.</summary>
    public double StolenCost { get; init; }

    public int Messages { get; init; }

    public int Seed { get; init; }
}

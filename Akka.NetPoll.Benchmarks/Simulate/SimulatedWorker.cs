namespace Akka.NetPoll.Benchmarks.Simulate;

/// <summary>A worker with a core of its own.</summary>
internal sealed class SimulatedWorker
{
    /// <summary>What it has taken: when it arrived, when it came to a queue, and whether it was stolen.</summary>
    public LinkedList<(double Arrived, double Queued, bool Stolen)> Queue { get; } = [];

    /// <summary>The arrival of what it handles; null between two.</summary>
    public double? Handles { get; set; }

    /// <summary>Woken, and yet to find something.</summary>
    public bool Searches { get; set; }

    public bool Parked { get; set; } = true;

    public int Handled { get; set; }
}

using Akka.NetPoll.Polling;
using BenchmarkDotNet.Attributes;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary>PollDesc: one waits, the other finds it ready.</summary>
[MemoryDiagnoser]
public class WaitReadyBenchmark
{
    private readonly ConnectedSockets _sockets = new();
    private readonly SilentWaiter _waiter = new();
    private PollDesc _desc = null!;

    [GlobalSetup]
    public void Setup() => _desc = new PollDesc(_sockets.Ours, new PollLoop("auto"));

    [GlobalCleanup]
    public void Cleanup() => _sockets.Dispose();

    [Benchmark(Description = "parked, then ready")]
    public int ParkThenReady()
    {
        _desc.Wait(PollDirection.Read, _waiter);
        return _desc.Ready(PollDirection.Read, onlyError: false);
    }

    [Benchmark(Description = "ready, then taken at once")]
    public WaitOutcome ReadyThenTake()
    {
        _desc.Ready(PollDirection.Read, onlyError: false);
        return _desc.Wait(PollDirection.Read, _waiter);
    }

    private sealed class SilentWaiter : IPollWaiter
    {
        public void Ready(PollDirection direction)
        {
        }

        public void Failed(PollDirection direction, Exception cause)
        {
        }
    }
}

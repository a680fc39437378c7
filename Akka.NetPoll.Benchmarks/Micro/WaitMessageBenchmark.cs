using Akka.Actor;
using Akka.NetPoll.Benchmarks.Serve;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using BenchmarkDotNet.Attributes;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary>A wait that is told to the poller and carried out by its mailbox, beside one that is called.</summary>
[MemoryDiagnoser]
public class WaitMessageBenchmark
{
    private readonly ConnectedSockets _sockets = new();
    private NetPollSystem _system = null!;
    private NetPoll _netPoll = null!;
    private PollFd _fd = null!;
    private PollDesc _desc = null!;

    [GlobalSetup]
    public void Setup()
    {
        _system = new NetPollSystem("");
        _netPoll = _system.System.NetPoll();
        _fd = PollFd.Watched(_sockets.Ours, _netPoll.Loop);
        _desc = _fd.Desc;
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        _fd.Close();
        _sockets.Dispose();
        await _system.DisposeAsync();
    }

    [Benchmark(Baseline = true, Description = "desc.Wait")]
    public int Call()
    {
        _desc.Wait(PollDirection.Read, ActorRefs.Nobody);
        return _desc.Ready(PollDirection.Read, onlyError: false);
    }

    [Benchmark(Description = "poller.Tell(desc.WaitRead)")]
    public int Tell()
    {
        _netPoll.Poller.Tell(_desc.WaitRead, ActorRefs.Nobody);
        return _desc.Ready(PollDirection.Read, onlyError: false);
    }
}

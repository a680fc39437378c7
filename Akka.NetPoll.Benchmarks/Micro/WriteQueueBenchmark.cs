using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using BenchmarkDotNet.Attributes;

namespace Akka.NetPoll.Benchmarks.Micro;

/// <summary>Small pieces that go out together. Receiving them again is part of what is measured.</summary>
[MemoryDiagnoser]
public class WriteQueueBenchmark
{
    private const int Size = 64;

    private readonly ConnectedSockets _sockets = new();
    private readonly PollFd _fd;
    private readonly byte[] _piece = new byte[Size];
    private readonly byte[] _received = new byte[64 * 1024];

    public WriteQueueBenchmark() => _fd = new PollFd(_sockets.Ours, new PollLoop("auto"));

    [Params(1, 16)]
    public int Pieces { get; set; }

    [GlobalCleanup]
    public void Cleanup() => _sockets.Dispose();

    [Benchmark(Baseline = true, Description = "one send of all")]
    public int Plain()
    {
        _sockets.Ours.Send(_received.AsSpan(0, Pieces * Size), SocketFlags.None);
        return Receive();
    }

    [Benchmark(Description = "copied")]
    public int Copied()
    {
        var queue = WriteQueue.Rent();
        for (int i = 0; i < Pieces; i++) queue.Add(_piece);
        return Flush(queue);
    }

    [Benchmark(Description = "referred to")]
    public int Referred()
    {
        var queue = WriteQueue.Rent();
        for (int i = 0; i < Pieces; i++) queue.Add(new Tcp.Write(new ReadOnlySequence<byte>(_piece)), ActorRefs.Nobody);
        return Flush(queue);
    }

    private int Flush(WriteQueue queue)
    {
        queue.Flush(_fd, ActorRefs.Nobody);
        queue.Return();
        return Receive();
    }

    private int Receive()
    {
        int length = 0;
        while (length < Pieces * Size) length += _sockets.Peer.Receive(_received);
        return length;
    }
}

using System.Net.Sockets;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Tests.Support;
using Xunit;

namespace Akka.NetPoll.Tests.Dispatch;

/// <summary>Threads that sleep and threads that compute, seen from another.</summary>
public sealed class WorkerThreadSpec : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly SocketPair _pair = new();
    private Thread? _thread;
    private volatile WorkerThread? _seen;

    [Fact]
    public void One_that_waits_for_an_event_sleeps() => Eventually.True(() => Seen(() => _release.Wait(Eventually.Limit)).IsAsleep);

    [Fact]
    public void One_that_waits_in_a_system_call_sleeps() =>
        Eventually.True(() => Seen(() => _pair.Peer.Receive(new byte[1])).IsAsleep);

    [Fact]
    public void One_that_computes_does_not()
    {
        WorkerThread seen = Seen(() =>
        {
            while (!_release.IsSet) Thread.SpinWait(100);
        });

        Eventually.True(() => !seen.IsAsleep);
    }

    public void Dispose()
    {
        _release.Set();
        _pair.Ours.Send([1], SocketFlags.None, out _);
        _thread?.Join();
        _pair.Dispose();
    }

    private WorkerThread Seen(Action run)
    {
        if (_seen is not null) return _seen;
        using var begun = new ManualResetEventSlim();
        _thread = new Thread(() =>
        {
            _seen = WorkerThread.Current();
            begun.Set();
            run();
        });
        _thread.Start();
        begun.Wait();
        return _seen!;
    }
}

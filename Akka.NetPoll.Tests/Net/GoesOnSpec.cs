#pragma warning disable CA2012 // Awaited by hand, to decide when; each is used once.
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>Where code goes on that has awaited a connection: on a worker, where a synchronous wait may follow.</summary>
public sealed class GoesOnSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private readonly TaskCompletionSource<bool> _onWorker = new();

    [Fact]
    public async Task It_goes_on_on_a_worker_when_the_read_completes_after_it_was_awaited()
    {
        var (conn, peer) = await net.PairAsync();

        NoteAfter(conn.ReadAsync(new byte[1]));
        await peer.WriteAsync(new byte[1]);

        (await _onWorker.Task.WaitAsync(NetSystem.Limit)).Should().BeTrue();
    }

    // Between an await's look whether it has completed and its registration the read may complete.
    [Fact]
    public async Task It_goes_on_on_a_worker_when_the_read_completes_just_before_it_is_awaited()
    {
        var (conn, peer) = await net.PairAsync();
        ValueTask<int> read = conn.ReadAsync(new byte[1]);
        await peer.WriteAsync(new byte[1]);
        Eventually.True(() => read.IsCompleted);

        NoteAfter(read);

        (await _onWorker.Task.WaitAsync(NetSystem.Limit)).Should().BeTrue();
        read.Result.Should().Be(1);
    }

    // The semaphore of the turn lets a waiter go on on a thread of the thread pool.
    [Fact]
    public async Task It_goes_on_on_a_worker_when_it_had_to_wait_for_its_turn_and_not_for_the_socket()
    {
        var (conn, peer) = await net.PairAsync();
        ValueTask<int> first = conn.ReadAsync(new byte[1]);
        NoteAfter(conn.ReadAsync(new byte[1]));

        await peer.WriteAsync(new byte[2]);

        (await first).Should().Be(1);
        (await _onWorker.Task.WaitAsync(NetSystem.Limit)).Should().BeTrue();
    }

    [Fact]
    public async Task An_accept_goes_on_on_a_worker_when_it_had_to_wait_for_its_turn()
    {
        await using NetListener listener = await net.NetPoll.ListenAsync("tcp", NetSystem.AnyAddress("tcp"));
        ValueTask<NetConn> first = listener.AcceptAsync();
        NoteAfter(listener.AcceptAsync());

        using NetConn one = await net.NetPoll.DialAsync(listener.LocalEndPoint), two = await net.NetPoll.DialAsync(listener.LocalEndPoint);

        (await _onWorker.Task.WaitAsync(NetSystem.Limit)).Should().BeTrue();
        (await first).Dispose();
    }

    [Fact]
    public async Task After_a_TLS_handshake_it_goes_on_on_a_worker()
    {
        var (conn, peer) = await net.PairAsync();
        NoteAfter(peer.TlsServerAsync(NetTlsSpec.Server()));
        NetTlsConn client = await conn.TlsClientAsync(NetTlsSpec.Client()); // Begun now: the server's side cannot have ended before.

        (await _onWorker.Task.WaitAsync(NetSystem.Limit)).Should().BeTrue();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task An_asked_for_scheduler_is_where_it_goes_on()
    {
        var (conn, peer) = await net.PairAsync();
        TaskScheduler scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;

        Task<TaskScheduler> read = Task.Factory.StartNew(async () =>
        {
            await conn.ReadExactlyAsync(new byte[1]);
            return TaskScheduler.Current;
        }, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        await peer.WriteAsync(new byte[1]);

        (await read.WaitAsync(NetSystem.Limit)).Should().BeSameAs(scheduler);
    }

    // An await, without its look whether there is anything to wait for.
    private void NoteAfter<T>(ValueTask<T> task) =>
        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => _onWorker.SetResult(Worker.Current is not null));
}

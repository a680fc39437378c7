using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>Counts what the whole process allocates, so it runs while nothing else does.</summary>
[Collection(nameof(RunsAlone))]
public sealed class NetAllocationSpec(NetSystem net) : IClassFixture<NetSystem>
{
    [Fact]
    public async Task A_wait_allocates_nothing()
    {
        var (conn, peer) = await net.PairAsync();
        await using var _ = peer;
        await using var __ = conn;
        var (ping, pong) = (new byte[64], new byte[64]);

        async Task<long> RoundTrips(int count)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < count; i++)
            {
                var read = peer.ReadAsync(pong);
                await conn.WriteAsync(ping);
                await read;
            }

            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        // Off xunit's synchronization context, which allocates for each continuation that is posted to it.
        await Task.Run(() => RoundTrips(2000));
        long allocated = await Task.Run(() => RoundTrips(5000));

        // The runtime's own threads allocate now and then; one object per wait would be more than a hundred thousand bytes.
        allocated.Should().BeLessThan(60_000);
    }
}

[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;

using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>What Go's net tests ask of unix listeners.</summary>
public sealed class NetUnixSpec(NetSystem net) : IClassFixture<NetSystem>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["socket"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_file_goes_with_the_listener_unless_it_is_to_stay(bool unlink)
    {
        var listener = await ListenAsync(new ListenOptions { UnlinkOnClose = unlink });
        File.Exists(Path).Should().BeTrue();

        await listener.DisposeAsync();

        File.Exists(Path).Should().Be(!unlink);
    }

    [Fact]
    public async Task The_file_that_a_client_is_bound_to_is_left_alone_for_its_name_may_be_another_s_by_then()
    {
        string own = _folder["client"];
        await using var listener = await ListenAsync(new ListenOptions());
        var conn = await net.NetPoll.DialAsync(listener.LocalEndPoint, new NetDialer { LocalEndPoint = new UnixDomainSocketEndPoint(own) });
        File.Delete(own);
        await using var another = await net.NetPoll.ListenAsync("unix", own);

        await conn.DisposeAsync();

        File.Exists(own).Should().BeTrue();
        await using var reached = await net.NetPoll.DialAsync(another.LocalEndPoint);
    }

    [Fact]
    public async Task Only_the_first_close_deletes_the_file()
    {
        var first = await ListenAsync();
        await first.DisposeAsync();
        await using var second = await ListenAsync();

        await first.DisposeAsync();

        File.Exists(Path).Should().BeTrue();
    }

    [Fact]
    public async Task A_stale_file_refuses_both_to_bind_and_to_dial()
    {
        await using (await ListenAsync(new ListenOptions { UnlinkOnClose = false })) { }

        var bind = await this.Awaiting(spec => spec.ListenAsync()).Should().ThrowAsync<NetException>();
        var dial = await net.Awaiting(n => n.NetPoll.DialAsync("unix", Path).AsTask()).Should().ThrowAsync<NetException>();

        bind.Which.Message.Should().Contain("address already in use");
        dial.Which.Message.Should().Contain("connection refused");
    }

    [Fact]
    public async Task A_full_queue_is_an_error_at_once()
    {
        await using var listener = await ListenAsync(new ListenOptions { Backlog = 1 });
        await using var queued = await net.NetPoll.DialAsync("unix", Path);
        await using var oneMore = await net.NetPoll.DialAsync("unix", Path); // Linux takes one more than asked for.

        var dial = await net.Awaiting(n => n.NetPoll.DialAsync("unix", Path).AsTask().WaitAsync(NetSystem.Limit)).Should().ThrowAsync<NetException>();

        dial.Which.Message.Should().Contain("temporarily unavailable");
    }

    [SkippableFact]
    public async Task Socat_is_dialed()
    {
        OutsideProgram.SkipIfMissing("socat");
        using var socat = OutsideProgram.Start("socat", "-", $"UNIX-LISTEN:{Path}");
        Eventually.True(() => File.Exists(Path));
        await using var conn = await DialUntilListeningAsync();

        await conn.WriteAsync("hello\n"u8.ToArray());

        (await socat.Output.ReadLineAsync().WaitAsync(NetSystem.Limit)).Should().Be("hello");
    }

    public void Dispose() => _folder.Dispose();

    private Task<NetListener> ListenAsync(ListenOptions? config = null) =>
        net.NetPoll.ListenAsync(new UnixDomainSocketEndPoint(Path), config).AsTask();

    // The file is there as soon as the program has bound it, which is before it listens.
    private async Task<NetConn> DialUntilListeningAsync()
    {
        while (true)
        {
            try
            {
                return await net.NetPoll.DialAsync("unix", Path);
            }
            catch (NetException e) when (e.Message.Contains("refused", StringComparison.Ordinal))
            {
                await Task.Yield();
            }
        }
    }
}

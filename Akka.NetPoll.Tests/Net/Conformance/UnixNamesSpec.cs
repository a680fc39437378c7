using System.Net.Sockets;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net.Conformance;

/// <summary>Names of unix sockets, in the file system and beside it: unixsock_test.go of Go's net.</summary>
public sealed class UnixNamesSpec(NetSystem net) : IClassFixture<NetSystem>, IDisposable
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private readonly TemporaryFolder _folder = new();

    private NetPoll NetPoll => net.NetPoll;

    private string Path => _folder["socket"];

    /// <summary>TestUnixUnlink: the close of a listener whose file is gone already is a close all the same.</summary>
    [Fact]
    public async Task A_file_that_was_deleted_before_the_close_is_no_error()
    {
        var listener = await NetPoll.ListenAsync("unix", Path);
        File.Delete(Path);

        await listener.DisposeAsync();

        await using var again = await NetPoll.ListenAsync("unix", Path);
        File.Exists(Path).Should().BeTrue();
    }

    /// <summary>TestUnixUnlink: what came to the name after the close is not deleted by closing again.</summary>
    [Fact]
    public async Task A_file_made_after_the_close_stays()
    {
        var listener = await NetPoll.ListenAsync("unix", Path);
        await listener.DisposeAsync();
        await File.WriteAllTextAsync(Path, "another program's");

        await listener.DisposeAsync();

        File.Exists(Path).Should().BeTrue();
    }

    /// <summary>TestUnixUnlink: a connection that outlives its listener works without the file.</summary>
    [Fact]
    public async Task Connections_outlive_the_file()
    {
        var listener = await NetPoll.ListenAsync("unix", Path);
        await using var dialed = await NetPoll.DialAsync("unix", Path);
        await using var accepted = await listener.AcceptAsync();
        await listener.DisposeAsync();
        File.Exists(Path).Should().BeFalse();

        await dialed.WriteAsync(new byte[] { 7 });

        byte[] buffer = new byte[1];
        await accepted.ReadExactlyAsync(buffer).AsTask().WaitAsync(Limit);
        buffer[0].Should().Be(7);
    }

    /// <summary>TestUnixConnLocalAndRemoteNames.</summary>
    [Fact]
    public async Task Both_sides_know_the_listeners_name_and_the_client_has_none()
    {
        await using var listener = await NetPoll.ListenAsync("unix", Path);
        await using var dialed = await NetPoll.DialAsync("unix", Path);
        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);

        listener.LocalEndPoint.ToString().Should().Be(Path);
        dialed.RemoteEndPoint!.ToString().Should().Be(Path);
        accepted.LocalEndPoint!.ToString().Should().Be(Path);
        (dialed.LocalEndPoint?.ToString() ?? "").Should().BeEmpty();
        (accepted.RemoteEndPoint?.ToString() ?? "").Should().BeEmpty();
    }

    /// <summary>TestUnixAutobind's local name, given by us: a client that is bound has a name that the server sees.</summary>
    [Fact]
    public async Task A_client_bound_to_a_name_shows_it()
    {
        var name = new UnixDomainSocketEndPoint($"\0netpoll-client-{Environment.ProcessId}");
        await using var listener = await NetPoll.ListenAsync("unix", Path);
        await using var dialed = await NetPoll.DialAsync("unix", Path, new NetDialer { LocalEndPoint = name });
        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);

        dialed.LocalEndPoint.Should().Be(name);
        accepted.RemoteEndPoint.Should().Be(name);
    }

    /// <summary>TestUnixLinuxAbstractLongName: the longest name there may be, with nothing after it.</summary>
    [Fact]
    public async Task An_abstract_name_may_be_107_bytes_long_and_leaves_no_file()
    {
        string name = "@" + $"netpoll-{Environment.ProcessId}-".PadRight(107, 'n');
        await using (var listener = await NetPoll.ListenAsync("unix", name))
        {
            await using var dialed = await NetPoll.DialAsync("unix", name);
            await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Limit);
            listener.LocalEndPoint.ToString().Should().Be(name);
        }

        (await NetPoll.Awaiting(n => n.DialAsync("unix", name).AsTask()).Should().ThrowAsync<NetException>())
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    /// <summary>What Go's dial and listen say of a file that is missing and of a name that is too long.</summary>
    [Fact]
    public async Task A_missing_file_and_a_name_that_is_too_long_are_named()
    {
        (await NetPoll.Awaiting(n => n.DialAsync("unix", Path).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Be($"dial unix {Path}: connect: no such file or directory");
        (await NetPoll.Awaiting(n => n.DialAsync("unix", _folder[new string('x', 120)]).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().StartWith("dial unix: address /").And.EndWith(": too long for a unix socket");
        (await NetPoll.Awaiting(n => n.ListenAsync("unix", _folder["no/such/folder"]).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().EndWith("bind: no such file or directory");
    }

    /// <summary>Once its system has ended the poller watches no socket: said at once, and the file of the listener that never was is gone.</summary>
    [Fact]
    public async Task A_listener_that_cannot_be_watched_leaves_no_file()
    {
        using var stopped = Akka.Actor.ActorSystem.Create("stopped", $"akka.loglevel = OFF\n{Backend.Hocon}");
        var netPoll = stopped.NetPoll();
        await stopped.Terminate();

        (await netPoll.Awaiting(n => n.ListenAsync("unix", Path).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Be("listen unix: poll: the actor system has terminated");

        File.Exists(Path).Should().BeFalse();
    }

    public void Dispose() => _folder.Dispose();
}

using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Descriptors;

/// <summary>A socket with its place in the poller: watched, counted in and out, closed once.</summary>
public sealed class PollFdSpec : IDisposable
{
    private readonly FakeMultiplexer _multiplexer = new();
    private readonly SocketPair _pair = new();
    private readonly RecordingWaiter _waiter = new();
    private readonly PollLoop _loop;

    public PollFdSpec()
    {
        _loop = new PollLoop("fake", _ => _multiplexer);
        _loop.Open();
    }

    [Fact]
    public void Watched_the_socket_does_not_block_and_its_close_fails_the_waits_and_forgets_and_disposes_it()
    {
        _pair.Ours.Blocking = true;

        var fd = PollFd.Watched(_pair.Ours, _loop);
        (_pair.Ours.Blocking, _loop.Table.Find(fd.Desc.Key)).Should().Be((false, fd.Desc));

        fd.Wait(PollDirection.Read, _waiter);
        fd.Close().Should().BeTrue();
        _loop.Table.Count.Should().Be(0);
        _multiplexer.Added.Should().BeEmpty();
        _waiter.Told.Should().ContainSingle().Which.Should().BeOfType<ObjectDisposedException>();
        _pair.Ours.SafeHandle.IsClosed.Should().BeTrue();
    }

    [Fact]
    public void What_the_kernel_refuses_to_watch_is_told_and_disposed_of()
    {
        _multiplexer.AddError = Refusals.NoSocket;

        FluentActions.Invoking(() => PollFd.Watched(_pair.Ours, _loop)).Should().Throw<MultiplexerException>().Which.Errno.Should().Be(Refusals.NoSocket);
        _pair.Ours.SafeHandle.IsClosed.Should().BeTrue();
        _loop.Table.Count.Should().Be(0);
    }

    [Fact]
    public void One_that_was_never_watched_is_just_disposed_of()
    {
        var fd = new PollFd(_pair.Ours, _loop);

        fd.Close().Should().BeTrue();

        (fd.Close(), fd.IsClosed, _pair.Ours.SafeHandle.IsClosed).Should().Be((false, true, true));
    }

    [Fact]
    public void While_a_call_is_counted_in_the_descriptor_stays_open_and_the_close_waits_for_it()
    {
        var fd = PollFd.Watched(_pair.Ours, _loop);
        fd.TryEnter().Should().BeTrue();

        Task<bool> closing = Task.Run(fd.Close);
        Eventually.True(() => fd.IsClosed);
        (fd.TryEnter(), closing.IsCompleted, _pair.Ours.SafeHandle.IsClosed).Should().Be((false, false, false));
        fd.Exit();

        closing.Wait(Eventually.Limit).Should().BeTrue();
        _pair.Ours.SafeHandle.IsClosed.Should().BeTrue();
    }

    [Fact]
    public void The_addresses_can_still_be_told_after_the_close()
    {
        var fd = PollFd.Watched(_pair.Ours, _loop);
        fd.NoteAddresses();

        fd.Close();

        (fd.Local, fd.Remote).Should().Be((_pair.Peer.RemoteEndPoint, _pair.Peer.LocalEndPoint));
    }

    [Fact]
    public void Told_to_reset_it_the_peer_reads_a_reset()
    {
        var fd = PollFd.Watched(_pair.Ours, _loop);

        fd.ResetOnClose();
        fd.Close();

        _pair.Peer.Receive(new byte[1], SocketFlags.None, out SocketError error);
        error.Should().Be(SocketError.ConnectionReset);
    }

    public void Dispose()
    {
        _loop.Close();
        _pair.Dispose();
    }
}

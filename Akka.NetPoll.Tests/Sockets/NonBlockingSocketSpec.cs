using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

public sealed class NonBlockingSocketSpec : IDisposable
{
    private readonly SocketPair _pair = new();
    private readonly byte[] _buffer = new byte[16];

    [Fact]
    public void Receiving_nothing_would_block() => _pair.Ours.TryReceive(_buffer).WouldBlock.Should().BeTrue();

    [Fact]
    public void Receiving_takes_what_is_there()
    {
        _pair.Peer.Send([1, 2, 3]);
        Eventually.Equal(3, () => _pair.Ours.Available);

        _pair.Ours.TryReceive(_buffer).Should().Be(new IoResult(3, SocketError.Success));
    }

    [Fact]
    public void The_end_of_the_stream_is_a_success_of_nothing()
    {
        _pair.Peer.Shutdown(SocketShutdown.Send);
        _pair.Ours.Poll(Eventually.Limit, SelectMode.SelectRead);

        _pair.Ours.TryReceive(_buffer).Should().Be(new IoResult(0, SocketError.Success));
    }

    [Fact]
    public void A_reset_is_a_value_and_the_peers()
    {
        _pair.Peer.LingerState = new LingerOption(true, 0);
        _pair.Peer.Close();
        _pair.Ours.Poll(Eventually.Limit, SelectMode.SelectRead);

        IoResult result = _pair.Ours.TryReceive(_buffer);

        result.IsSuccess.Should().BeFalse();
        result.Error.IsPeers().Should().BeTrue();
    }

    [Fact]
    public void Sending_into_a_full_buffer_would_block()
    {
        _pair.FillOurSendBuffer();

        _pair.Ours.TrySend(_buffer).WouldBlock.Should().BeTrue();
    }

    [Fact]
    public void Accepting_nothing_would_block_and_a_connection_is_accepted()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(8);
        listener.TryAccept(out Socket? none).Should().Be(SocketError.WouldBlock);
        none.Should().BeNull();

        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);

        listener.TryAccept(out Socket? accepted).Should().Be(SocketError.Success);
        accepted!.RemoteEndPoint.Should().Be(client.LocalEndPoint);
        accepted.Dispose();
    }

    [Fact]
    public void Receiving_and_sending_allocates_nothing()
    {
        Round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Round();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Round()
        {
            _pair.Ours.TrySend(_buffer);
            _pair.Ours.TryReceive(_buffer);
        }
    }

    [Theory]
    [InlineData(SocketError.ConnectionAborted, true)]
    [InlineData(SocketError.TooManyOpenSockets, false)]
    [InlineData(SocketError.InvalidArgument, false)]
    public void An_accept_that_failed_says_whether_the_next_may_follow_at_once(SocketError error, bool again) =>
        error.IsAbortedAccept().Should().Be(again);

    public void Dispose() => _pair.Dispose();
}

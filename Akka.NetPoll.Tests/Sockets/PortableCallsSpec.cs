using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Portable;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>What stands in for the kernel's own calls on other systems, tried on this one.</summary>
public sealed class PortableCallsSpec : IDisposable
{
    private readonly SocketPair _pair = new();

    [Fact]
    public void The_pieces_go_out_in_order_and_empty_ones_are_passed_over()
    {
        Send(Segments.Of([1, 2], [], [3], [], [4, 5, 6])).Should().Be(new IoResult(6, SocketError.Success));

        Received(6).Should().Equal(1, 2, 3, 4, 5, 6);
    }

    [Fact]
    public void Of_very_many_pieces_the_first_ones_go_out_and_each_call_begins_anew()
    {
        byte[][] pieces = [.. Enumerable.Range(0, 300).Select(i => new[] { (byte)i })];

        Send(Segments.Of(pieces)).Should().Be(new IoResult(256, SocketError.Success));
        Send(Segments.Of(pieces[256..])).Should().Be(new IoResult(44, SocketError.Success));

        Received(300).Should().Equal(pieces.Select(piece => piece[0]));
    }

    [Fact]
    public void Memory_that_is_no_arrays_goes_out_too()
    {
        using var first = new CountedMemory();
        using var second = new CountedMemory();

        Send(CountedMemory.Sequence(first, second)).Should().Be(new IoResult(1, SocketError.Success), "it goes alone");
    }

    [Fact]
    public void Nothing_is_sent_with_success_and_into_a_full_buffer_it_would_block()
    {
        _pair.FillOurSendBuffer();

        Send(Segments.Of([1], [2])).Should().Be(new IoResult(0, SocketError.WouldBlock));
        Send(ReadOnlySequence<byte>.Empty).Should().Be(new IoResult(0, SocketError.Success));
    }

    [Fact]
    public void After_our_own_end_of_stream_it_fails()
    {
        _pair.Ours.Shutdown(SocketShutdown.Send);

        Send(Segments.Of([1], [2])).Should().Be(new IoResult(0, SocketError.Shutdown));
    }

    [Fact]
    public void A_file_is_refused_so_that_it_is_copied() => FileCopy.IsUnsupported(FileCalls.TrySendFile().Error).Should().BeTrue();

    [Fact]
    public void An_error_is_told_once()
    {
        SocketOptions.TakeError(_pair.Ours).Should().Be(SocketError.Success);
        _pair.Peer.LingerState = new LingerOption(true, 0);
        _pair.Peer.Close();
        _pair.Ours.Poll(Eventually.Limit, SelectMode.SelectRead);

        SocketOptions.TakeError(_pair.Ours).Should().Be(SocketError.ConnectionReset);
        SocketOptions.TakeError(_pair.Ours).Should().Be(SocketError.Success);
    }

    [Fact]
    public void Two_may_listen_on_one_port()
    {
        using Socket first = Reusing(), second = Reusing();
        first.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        first.Listen();

        second.Bind(first.LocalEndPoint!);

        second.Invoking(socket => socket.Listen()).Should().NotThrow();
    }

    [Fact]
    public void Where_numbers_cannot_be_asked_for_no_reserve_is_reached()
    {
        var reserve = new DescriptorReserve(1000, DescriptorCalls.Limit, DescriptorCalls.LowestFree);
        reserve.Note(_pair.Ours);

        reserve.IsReached(_pair.Ours).Should().BeFalse();
        DescriptorCalls.LowestFree(7).Should().Be(7);
    }

    public void Dispose() => _pair.Dispose();

    private static Socket Reusing()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        SocketOptions.SetReusePort(socket);
        return socket;
    }

    private IoResult Send(ReadOnlySequence<byte> data)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        foreach (ReadOnlyMemory<byte> piece in data)
        {
            if (!piece.IsEmpty && pieces.Count < VectoredSend.MostPieces) pieces.Add(piece);
        }

        return GatheredSend.TrySend(_pair.Ours, pieces.ToArray());
    }

    private byte[] Received(int count)
    {
        byte[] data = new byte[count];
        _pair.Peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        for (int got = 0; got < count;) got += _pair.Peer.Receive(data, got, count - got, SocketFlags.None);
        return data;
    }
}

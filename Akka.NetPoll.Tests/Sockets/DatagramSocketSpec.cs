using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>Many datagrams with one call.</summary>
public sealed class DatagramSocketSpec : IDisposable
{
    private readonly Socket _ours = Bound(), _theirs = Bound();

    private IPEndPoint OurAddress => (IPEndPoint)_ours.LocalEndPoint!;

    private IPEndPoint TheirAddress => (IPEndPoint)_theirs.LocalEndPoint!;

    [Fact]
    public void Those_sent_are_received_in_order_with_their_lengths_and_their_sender()
    {
        Datagram[] sent = [To(OurAddress, 1, 2, 3), To(OurAddress), To(OurAddress, 4)];

        _theirs.TrySend(sent).Should().Be(new IoResult(3, SocketError.Success));

        Datagram[] received = Receive(3);
        received.Select(datagram => datagram.Data.ToArray()).Should().BeEquivalentTo(
            new byte[][] { [1, 2, 3], [], [4] }, options => options.WithStrictOrdering());
        received.Should().OnlyContain(datagram => datagram.EndPoint!.Equals(TheirAddress) && !datagram.IsTruncated);
    }

    [Fact]
    public void Each_has_its_own_sender()
    {
        using Socket third = Bound();
        _theirs.TrySend([To(OurAddress, 1)]);
        third.TrySend([To(OurAddress, 2)]);
        _theirs.TrySend([To(OurAddress, 3)]);

        Receive(3).Select(datagram => datagram.EndPoint).Should().Equal(TheirAddress, (IPEndPoint)third.LocalEndPoint!, TheirAddress);
    }

    [Fact]
    public void Sending_and_receiving_batches_allocates_nothing()
    {
        Datagram[] batch = [To(OurAddress, 1), To(OurAddress, 2)], received = [new(1), new(1)];
        Round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Round();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Round()
        {
            _theirs.TrySend(batch);
            _ours.TryReceive(received);
        }
    }

    [Fact]
    public void Only_the_datagrams_own_bytes_are_sent_and_not_the_rest_of_the_buffer()
    {
        var datagram = new Datagram(100) { Length = 2, EndPoint = OurAddress };

        _theirs.TrySend([datagram]).Count.Should().Be(1);

        Receive(1)[0].Length.Should().Be(2);
    }

    [Fact]
    public void One_that_is_longer_than_its_buffer_says_so_and_the_next_one_does_not()
    {
        _theirs.TrySend([To(OurAddress, 1, 2, 3), To(OurAddress, 4, 5)]);

        Datagram[] received = [new(2), new(2)];
        ReceiveInto(received);

        (received[0].Length, received[0].IsTruncated, received[1].Length, received[1].IsTruncated).Should().Be((2, true, 2, false));
        received[0].Data.ToArray().Should().Equal(1, 2);
    }

    [Fact]
    public void A_datagram_used_again_forgets_what_it_was()
    {
        var datagram = new Datagram(2);
        _theirs.TrySend([To(OurAddress, 1, 2, 3)]);
        ReceiveInto(datagram);

        _theirs.TrySend([To(OurAddress, 4)]);
        ReceiveInto(datagram);

        (datagram.Length, datagram.IsTruncated).Should().Be((1, false));
    }

    [Fact]
    public void A_steady_sender_costs_no_address()
    {
        var datagram = new Datagram(2);
        _theirs.TrySend([To(OurAddress, 1), To(OurAddress, 2)]);
        ReceiveInto(datagram);
        IPEndPoint? first = datagram.EndPoint;

        ReceiveInto(datagram);

        datagram.EndPoint.Should().BeSameAs(first);
    }

    [Fact]
    public void One_call_takes_sixty_four_and_leaves_the_rest()
    {
        Datagram[] sent = [.. Enumerable.Range(0, 70).Select(i => To(OurAddress, (byte)i))];

        _theirs.TrySend(sent).Count.Should().Be(64);
        _theirs.TrySend(sent.AsSpan(64)).Count.Should().Be(6);

        Datagram[] received = [.. sent.Select(_ => new Datagram(1))];
        _ours.Poll(Eventually.Limit, SelectMode.SelectRead);
        _ours.TryReceive(received).Count.Should().Be(64);
        _ours.TryReceive(received.AsSpan(64)).Count.Should().Be(6);
        received.Select(datagram => datagram.Data.Span[0]).Should().Equal(Enumerable.Range(0, 70).Select(i => (byte)i));
    }

    [Fact]
    public void A_connected_socket_needs_no_address()
    {
        _theirs.Connect(OurAddress);

        _theirs.TrySend([To(null, 7)]).Should().Be(new IoResult(1, SocketError.Success));

        Receive(1)[0].Data.ToArray().Should().Equal(7);
    }

    [Fact]
    public void Without_an_address_and_unconnected_it_is_refused_with_the_kernels_word() =>
        _theirs.TrySend([To(null, 7)]).Should().Be(new IoResult(0, SocketError.DestinationAddressRequired));

    [Fact]
    public void Receiving_nothing_would_block() =>
        _ours.TryReceive([new Datagram(1)]).Should().Be(new IoResult(0, SocketError.WouldBlock));

    [Fact]
    public void What_names_no_sender_has_none()
    {
        using var pair = new SocketPair();
        pair.Peer.Send([1]);
        pair.Ours.Poll(Eventually.Limit, SelectMode.SelectRead);
        var datagram = new Datagram(1) { EndPoint = OurAddress };

        pair.Ours.TryReceive([datagram]).Count.Should().Be(1);

        datagram.EndPoint.Should().BeNull("the kernel names no sender on a stream");
    }

    [Fact]
    public void The_buffers_are_held_in_place_during_the_call_and_let_go_after_it()
    {
        using var first = new CountedMemory();
        using var second = new CountedMemory();
        Datagram[] datagrams = [new(first.Memory) { Length = 1, EndPoint = OurAddress }, new(second.Memory) { Length = 1, EndPoint = OurAddress }];

        _theirs.TrySend(datagrams).Count.Should().Be(2);
        (first.Pins, first.Held, second.Pins, second.Held).Should().Be((1, 0, 1, 0));

        ReceiveInto(datagrams);
        (first.Held, second.Held).Should().Be((0, 0));
    }

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static Datagram To(IPEndPoint? target, params byte[] data) => new(data) { Length = data.Length, EndPoint = target };

    private Datagram[] Receive(int count)
    {
        Datagram[] datagrams = [.. Enumerable.Range(0, count).Select(_ => new Datagram(16))];
        ReceiveInto(datagrams);
        return datagrams;
    }

    // Over loopback a datagram that has been sent is there.
    private void ReceiveInto(params Datagram[] datagrams)
    {
        _ours.Poll(Eventually.Limit, SelectMode.SelectRead);
        _ours.TryReceive(datagrams).Should().Be(new IoResult(datagrams.Length, SocketError.Success));
    }
}

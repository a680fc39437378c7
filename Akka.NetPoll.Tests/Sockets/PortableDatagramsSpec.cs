using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Portable;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>Many datagrams on a system without recvmmsg and sendmmsg.</summary>
public sealed class PortableDatagramsSpec : IDisposable
{
    private readonly Socket _ours = Bound(), _theirs = Bound();

    private IPEndPoint OurAddress => (IPEndPoint)_ours.LocalEndPoint!;

    private IPEndPoint TheirAddress => (IPEndPoint)_theirs.LocalEndPoint!;

    [Fact]
    public void Those_sent_are_received_in_order_with_their_lengths_and_their_sender()
    {
        DatagramCalls.TrySend(_theirs, [To(OurAddress, 1, 2, 3), To(OurAddress), To(OurAddress, 4)])
            .Should().Be(new IoResult(3, SocketError.Success));

        Datagram[] received = [new(16), new(16), new(16)];
        Receive(received).Should().Be(new IoResult(3, SocketError.Success));
        received.Select(datagram => datagram.Data.ToArray()).Should().BeEquivalentTo(
            new byte[][] { [1, 2, 3], [], [4] }, options => options.WithStrictOrdering());
        received.Should().OnlyContain(datagram => datagram.EndPoint!.Equals(TheirAddress) && !datagram.IsTruncated);
    }

    [Fact]
    public void What_there_is_is_received_though_it_is_less_than_fits()
    {
        DatagramCalls.TrySend(_theirs, [To(OurAddress, 1)]);

        Receive(new Datagram(1), new Datagram(1)).Should().Be(new IoResult(1, SocketError.Success));
        DatagramCalls.TryReceive(_ours, [new Datagram(1)]).Should().Be(new IoResult(0, SocketError.WouldBlock));
    }

    [Fact]
    public void One_that_is_longer_than_its_buffer_says_so_and_the_next_one_does_not()
    {
        DatagramCalls.TrySend(_theirs, [To(OurAddress, 1, 2, 3), To(OurAddress, 4, 5)]);

        Datagram[] received = [new(2), new(2)];
        Receive(received);

        received.Select(datagram => (datagram.Length, datagram.IsTruncated)).Should().Equal((2, true), (2, false));
    }

    [Fact]
    public void A_steady_sender_keeps_its_address()
    {
        var datagram = new Datagram(2);
        DatagramCalls.TrySend(_theirs, [To(OurAddress, 1), To(OurAddress, 2)]);
        Receive(datagram);
        IPEndPoint? first = datagram.EndPoint;

        Receive(datagram);

        datagram.EndPoint.Should().BeSameAs(first);
    }

    [Fact]
    public void One_call_takes_sixty_four_and_leaves_the_rest()
    {
        Datagram[] sent = [.. Enumerable.Range(0, 70).Select(i => To(OurAddress, (byte)i))];

        DatagramCalls.TrySend(_theirs, sent).Count.Should().Be(64);
        DatagramCalls.TrySend(_theirs, sent.AsSpan(64)).Count.Should().Be(6);

        Receive([.. sent.Select(_ => new Datagram(1))]).Count.Should().Be(64);
        Receive([.. sent.Select(_ => new Datagram(1))]).Count.Should().Be(6);
    }

    [Fact]
    public void A_connected_socket_needs_no_address_and_is_told_that_its_peer_is_gone()
    {
        _theirs.Connect(OurAddress);
        DatagramCalls.TrySend(_theirs, [To(null, 7)]).Should().Be(new IoResult(1, SocketError.Success));
        Receive(new Datagram(1)).Count.Should().Be(1);
        _ours.Dispose();

        DatagramCalls.TrySend(_theirs, [To(null, 7)]); // The answer is an ICMP error.

        var answer = new IoResult(0, SocketError.WouldBlock);
        Eventually.True(() => !(answer = DatagramCalls.TryReceive(_theirs, [new Datagram(1)])).WouldBlock);
        answer.Should().Be(new IoResult(0, SocketError.ConnectionRefused));
    }

    [Fact]
    public void Without_an_address_and_unconnected_it_is_refused() =>
        DatagramCalls.TrySend(_theirs, [To(null, 7)]).Should().Match<IoResult>(result => !result.IsSuccess && !result.WouldBlock);

    [Fact]
    public void Too_large_a_datagram_is_refused_and_those_before_it_are_sent()
    {
        Datagram tooLarge = To(OurAddress, new byte[70_000]);

        DatagramCalls.TrySend(_theirs, [To(OurAddress, 1), tooLarge]).Should().Be(new IoResult(1, SocketError.Success));
        DatagramCalls.TrySend(_theirs, [tooLarge]).Should().Be(new IoResult(0, SocketError.MessageSize));
    }

    [Fact]
    public void Through_a_dual_stack_socket_IPv4_is_IPv4()
    {
        using var dual = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true, Blocking = false };
        dual.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));

        DatagramCalls.TrySend(dual, [To(OurAddress, 1)]).Count.Should().Be(1);
        Receive(new Datagram(1)).Count.Should().Be(1);
        DatagramCalls.TrySend(_ours, [To(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)dual.LocalEndPoint!).Port), 2)]);

        var datagram = new Datagram(1);
        dual.Poll(Eventually.Limit, SelectMode.SelectRead);
        DatagramCalls.TryReceive(dual, [datagram]).Count.Should().Be(1);
        datagram.EndPoint.Should().Be(OurAddress);
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

    // Over loopback a datagram that has been sent is there.
    private IoResult Receive(params Datagram[] datagrams)
    {
        _ours.Poll(Eventually.Limit, SelectMode.SelectRead);
        return DatagramCalls.TryReceive(_ours, datagrams);
    }
}

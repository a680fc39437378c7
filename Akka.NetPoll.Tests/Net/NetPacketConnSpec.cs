using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>What Go's net tests ask of UDP, and batches.</summary>
public sealed class NetPacketConnSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private NetPoll NetPoll => net.NetPoll;

    [Theory]
    [InlineData("udp", "127.0.0.1:0")]
    [InlineData("udp4", "127.0.0.1:0")]
    [InlineData("udp6", "[::1]:0")]
    [InlineData("udp", ":0")]
    public async Task A_datagram_arrives_whole_with_its_senders_address(string network, string address)
    {
        await using var server = await NetPoll.ListenPacketAsync(network, address);
        await using var client = await NetPoll.DialPacketAsync(network, Reach(server, address));
        await client.SendAsync("hello"u8.ToArray());
        var datagram = new Datagram(1500);

        await server.ReceiveAsync(datagram).AsTask().WaitAsync(Limit);

        Encoding.UTF8.GetString(datagram.Data.Span).Should().Be("hello");
        datagram.EndPoint!.Port.Should().Be(((IPEndPoint)client.LocalEndPoint!).Port);
        await server.SendAsync("world"u8.ToArray(), datagram.EndPoint);
        var answer = new Datagram(1500);
        await client.ReceiveAsync(answer).AsTask().WaitAsync(Limit);
        Encoding.UTF8.GetString(answer.Data.Span).Should().Be("world");
    }

    [Fact]
    public async Task A_batch_goes_and_comes_in_order_with_few_calls()
    {
        const int count = 200;
        await using var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        server.Socket.ReceiveBufferSize = 4 << 20;
        await using var client = await NetPoll.DialPacketAsync("udp", server.LocalEndPoint!.ToString()!);
        var sent = Enumerable.Range(0, count).Select(i => new Datagram(BitConverter.GetBytes(i)) { Length = 4 }).ToArray();

        (await client.SendAsync(sent)).Should().Be(count);

        var received = Enumerable.Range(0, 64).Select(_ => new Datagram(16)).ToArray();
        var numbers = new List<int>();
        int calls = 0;
        for (; numbers.Count < count; calls++)
        {
            int taken = await server.ReceiveAsync(received).AsTask().WaitAsync(Limit);
            numbers.AddRange(received[..taken].Select(datagram => BitConverter.ToInt32(datagram.Data.Span)));
        }

        numbers.Should().Equal(Enumerable.Range(0, count));
        calls.Should().Be(4, "all have come before the first call, which takes 64");
    }

    [Fact]
    public async Task A_batch_without_a_peer_goes_to_each_ones_address_and_tells_each_ones_sender()
    {
        await using var ours = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        await using var first = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        await using var second = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        NetPacketConn[] theirs = [first, second];
        Datagram[] sent = [.. Enumerable.Range(0, 100).Select(i => new Datagram(new[] { (byte)i }) { Length = 1, EndPoint = (IPEndPoint)theirs[i % 2].LocalEndPoint! })];

        (await ours.SendAsync(sent)).Should().Be(100);
        foreach (var (conn, offset) in theirs.Select((conn, i) => (conn, i)))
        {
            var received = await ReceiveAllAsync(conn, 50);
            received.Select(datagram => (int)datagram.Data.Span[0]).Should().Equal(Enumerable.Range(0, 50).Select(i => (2 * i) + offset));
            received.Should().OnlyContain(datagram => datagram.EndPoint!.Equals(ours.LocalEndPoint));
            foreach (var datagram in received) datagram.EndPoint = (IPEndPoint)ours.LocalEndPoint!;
            (await conn.SendAsync(received)).Should().Be(50);
        }

        var answers = await ReceiveAllAsync(ours, 100);
        foreach (var answer in answers) answer.EndPoint.Should().Be(theirs[answer.Data.Span[0] % 2].LocalEndPoint);
    }

    [Fact]
    public async Task In_a_batch_each_datagram_says_for_itself_whether_it_was_cut()
    {
        await using var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        await using var client = await NetPoll.DialPacketAsync("udp", server.LocalEndPoint!.ToString()!);
        int[] lengths = [5, 20, 10, 0, 11];
        await client.SendAsync(lengths.Select(length => new Datagram(new byte[length]) { Length = length }).ToArray());

        Datagram[] received = [.. lengths.Select(_ => new Datagram(10))];
        (await server.ReceiveAsync(received).AsTask().WaitAsync(Limit)).Should().Be(lengths.Length);

        received.Select(datagram => (datagram.Length, datagram.IsTruncated)).Should().Equal((5, false), (10, true), (10, false), (0, false), (10, true));
    }

    [Fact]
    public async Task Datagrams_that_are_none_are_refused_and_the_socket_goes_on()
    {
        await using var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        await using var client = await NetPoll.DialPacketAsync("udp", server.LocalEndPoint!.ToString()!);
        Datagram[] tooLong = [new(new byte[4]) { Length = 5 }], negative = [new(new byte[4]) { Length = -1 }];

        await client.Awaiting(c => c.SendAsync(tooLong).AsTask()).Should().ThrowAsync<ArgumentException>().WithMessage("*length is 5*buffer's 4*");
        await client.Awaiting(c => c.SendAsync(negative).AsTask()).Should().ThrowAsync<ArgumentException>();
        await server.Awaiting(s => s.ReceiveAsync(new Datagram[] { null! }).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NullReferenceException>();

        await client.SendAsync(new byte[] { 7 });
        await server.ReceiveAsync(new Datagram(1)).AsTask().WaitAsync(Limit);
    }

    [Theory]
    [InlineData("udp4", "0.0.0.0:0")]
    [InlineData("udp", ":0")]
    public async Task Broadcasts_may_be_sent(string network, string address)
    {
        await using var receiver = await NetPoll.ListenPacketAsync(network, address);
        var broadcast = new IPEndPoint(IPAddress.Parse("127.255.255.255"), ((IPEndPoint)receiver.LocalEndPoint!).Port);
        await using var bound = await NetPoll.ListenPacketAsync(network, address);
        await using var connected = await NetPoll.DialPacketAsync(network, broadcast.ToString());

        await bound.SendAsync(new byte[] { 1 }, broadcast);
        await connected.SendAsync(new byte[] { 2 });

        (await ReceiveAllAsync(receiver, 2)).Select(datagram => datagram.Data.Span[0]).Should().Equal(1, 2);
    }

    [SkippableFact]
    public async Task Socat_sends_and_is_answered()
    {
        OutsideProgram.SkipIfMissing("socat");
        await using var conn = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        using var socat = OutsideProgram.Start("socat", "-", $"UDP4:{conn.LocalEndPoint}");
        await socat.Input.WriteAsync("hello\n");

        var datagram = (await ReceiveAllAsync(conn, 1)).Single();
        await conn.SendAsync("and back\n"u8.ToArray(), datagram.EndPoint);

        Encoding.ASCII.GetString(datagram.Data.Span).Should().Be("hello\n");
        (await socat.Output.ReadLineAsync().WaitAsync(Limit)).Should().Be("and back");
    }

    [Fact]
    public async Task A_datagram_longer_than_the_buffer_is_cut_and_says_so_and_an_empty_one_is_one()
    {
        await using var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        await using var client = await NetPoll.DialPacketAsync("udp", server.LocalEndPoint!.ToString()!);
        await client.SendAsync(new byte[100]);
        await client.SendAsync(ReadOnlyMemory<byte>.Empty);
        var datagram = new Datagram(10);

        await server.ReceiveAsync(datagram).AsTask().WaitAsync(Limit);
        (datagram.Length, datagram.IsTruncated).Should().Be((10, true));

        await server.ReceiveAsync(datagram).AsTask().WaitAsync(Limit);
        (datagram.Length, datagram.IsTruncated).Should().Be((0, false));
    }

    [Fact]
    public async Task A_closed_port_refuses_the_next_receive_and_the_one_after_works()
    {
        var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        string address = server.LocalEndPoint!.ToString()!;
        await using var client = await NetPoll.DialPacketAsync("udp", address);
        await server.DisposeAsync();
        await client.SendAsync(new byte[1]);

        (await client.Awaiting(c => c.ReceiveAsync(new Datagram(1)).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>())
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);

        await using var again = await NetPoll.ListenPacketAsync("udp", address);
        await client.SendAsync(new byte[1]);
        await again.ReceiveAsync(new Datagram(1)).AsTask().WaitAsync(Limit);
    }

    [Fact]
    public async Task An_address_is_needed_without_a_peer_and_refused_with_one()
    {
        await using var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        await using var client = await NetPoll.DialPacketAsync("udp", server.LocalEndPoint!.ToString()!);

        (await server.Awaiting(s => s.SendAsync(new byte[1]).AsTask()).Should().ThrowAsync<NetException>()).Which.Message.Should().EndWith("missing address");
        (await client.Awaiting(c => c.SendAsync(new byte[1], (IPEndPoint)server.LocalEndPoint!).AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().EndWith("use of an address with a connected socket");
    }

    [Fact]
    public async Task Deadlines_and_close_free_a_receive()
    {
        var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");
        server.SetReadDeadline(Deadline.After(TimeSpan.FromMilliseconds(20)));
        (await server.Awaiting(s => s.ReceiveAsync(new Datagram(1)).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>())
            .Which.IsTimeout.Should().BeTrue();

        server.SetReadDeadline(Deadline.None);
        var pending = server.ReceiveAsync(new Datagram(1)).AsTask();
        await server.DisposeAsync();
        await pending.Awaiting(p => p.WaitAsync(Limit)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_message_too_long_for_udp_is_refused()
    {
        await using var server = await NetPoll.ListenPacketAsync("udp", "127.0.0.1:0");

        (await server.Awaiting(s => s.SendAsync(new byte[70_000], (IPEndPoint)server.LocalEndPoint!).AsTask()).Should().ThrowAsync<NetException>())
            .Which.SocketErrorCode.Should().Be(SocketError.MessageSize);
    }

    [Fact]
    public async Task A_network_of_streams_has_no_datagrams()
    {
        (await NetPoll.Awaiting(n => n.ListenPacketAsync("tcp", ":0").AsTask()).Should().ThrowAsync<NetException>())
            .Which.Message.Should().Be("listen tcp: is no network of datagrams");
    }

    private static async Task<Datagram[]> ReceiveAllAsync(NetPacketConn conn, int count)
    {
        Datagram[] received = [.. Enumerable.Range(0, count).Select(_ => new Datagram(16))];
        for (int at = 0; at < count;) at += await conn.ReceiveAsync(received.AsMemory(at)).AsTask().WaitAsync(Limit);
        return received;
    }

    private static string Reach(NetPacketConn server, string address) =>
        address.StartsWith(':') ? $"127.0.0.1:{((IPEndPoint)server.LocalEndPoint!).Port}" : server.LocalEndPoint!.ToString()!;
}

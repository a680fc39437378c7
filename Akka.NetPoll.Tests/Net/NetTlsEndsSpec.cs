using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>How TLS in the blocking style ends: with the peer's close_notify, without it, amid a record, by a reset.</summary>
public sealed class NetTlsEndsSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private static readonly byte[] Some = [1, 2, 3];

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_fin_without_close_notify_fails_every_read_behind_all_data(SslProtocols protocol)
    {
        await using var peer = await PeerAsync(protocol);

        peer.Stream.Write(Some);
        peer.SendAndEnd();

        (await ReadAsync(peer.Ours)).Should().Equal(Some);
        await ExpectUnexpectedEndAsync(peer.Ours);
        FluentActions.Invoking(() => peer.Ours.Read(new byte[1])).Should().Throw<NetException>().Which.IsUnexpectedEnd.Should().BeTrue();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_fin_amid_a_record_fails_every_read_behind_all_data(SslProtocols protocol)
    {
        await using var peer = await PeerAsync(protocol);

        peer.Stream.Write(Some);
        peer.Stream.Write(Some);
        peer.SendAndEnd(sent => sent[..^1]);

        (await ReadAsync(peer.Ours)).Should().Equal(Some);
        await ExpectUnexpectedEndAsync(peer.Ours);
        await ExpectUnexpectedEndAsync(peer.Ours);
    }

    [Fact]
    public async Task Writing_goes_on_behind_an_unexpected_end()
    {
        await using var peer = await PeerAsync();
        peer.SendAndEnd();
        await ExpectUnexpectedEndAsync(peer.Ours);

        await peer.Ours.WriteAsync(Some).AsTask().WaitAsync(Limit);

        byte[] received = new byte[3];
        peer.Stream.ReadExactly(received);
        received.Should().Equal(Some);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_close_notify_is_the_end(SslProtocols protocol)
    {
        await using var peer = await PeerAsync(protocol);

        peer.Stream.Write(Some);
        await peer.Stream.ShutdownAsync();
        peer.SendAndEnd();

        (await ReadAsync(peer.Ours)).Should().Equal(Some);
        (await ReadAsync(peer.Ours)).Should().BeEmpty();
        (await ReadAsync(peer.Ours)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_plain_fin_is_the_end_when_our_close_notify_came_first(SslProtocols protocol)
    {
        await using var peer = await PeerAsync(protocol);
        await peer.Ours.CloseWriteAsync();

        peer.Stream.ReadByte().Should().Be(-1);
        peer.Stream.Write(Some);
        peer.SendAndEnd();

        (await ReadAsync(peer.Ours)).Should().Equal(Some);
        (await ReadAsync(peer.Ours)).Should().BeEmpty();
    }

    [Fact]
    public async Task Reading_goes_on_behind_a_write_that_is_refused_because_ours_has_ended()
    {
        await using var peer = await PeerAsync();
        await peer.Ours.CloseWriteAsync();
        await peer.Ours.CloseWriteAsync();

        var thrown = await peer.Ours.Awaiting(ours => ours.WriteAsync(Some).AsTask()).Should().ThrowAsync<NetException>();
        peer.Stream.Write(Some);
        peer.SendAndEnd();

        thrown.Which.Message.Should().Match("write tcp *: tls: protocol is shutdown");
        (await ReadAsync(peer.Ours)).Should().Equal(Some);
    }

    [Fact]
    public async Task A_reset_is_the_systems_error()
    {
        await using var peer = await PeerAsync();

        peer.Socket.LingerState = new LingerOption(true, 0);
        peer.Socket.Dispose();

        (await peer.Ours.Awaiting(ReadAsync).Should().ThrowAsync<NetException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Data_before_a_record_that_is_broken_is_read_and_then_every_read_fails(SslProtocols protocol)
    {
        await using var peer = await PeerAsync(protocol);

        peer.Stream.Write(Some);
        peer.Stream.Write(Some);
        peer.SendAndEnd(sent =>
        {
            sent[^1] ^= 1;
            return sent;
        });
        byte[] buffer = new byte[2];

        (await peer.Ours.ReadAsync(buffer)).Should().Be(2);
        (await ReadAsync(peer.Ours)).Should().Equal(3);
        (await peer.Ours.Awaiting(ReadAsync).Should().ThrowAsync<NetException>()).Which.Message.Should().Match("read tcp *: tls: *bad record mac*");
        (await peer.Ours.Awaiting(ReadAsync).Should().ThrowAsync<NetException>()).Which.Message.Should().Match("read tcp *: tls: *bad record mac*");
    }

    [Fact]
    public async Task A_read_that_timed_out_is_no_end()
    {
        await using var peer = await PeerAsync();
        peer.Ours.Conn.SetReadDeadline(Deadline.After(TimeSpan.FromMilliseconds(1)));
        (await peer.Ours.Awaiting(ReadAsync).Should().ThrowAsync<NetException>()).Which.IsTimeout.Should().BeTrue();

        peer.Ours.Conn.SetReadDeadline(Deadline.None);
        peer.Stream.Write(Some);
        peer.SendAndEnd();

        (await ReadAsync(peer.Ours)).Should().Equal(Some);
        await ExpectUnexpectedEndAsync(peer.Ours);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task A_fin_amid_the_handshake_is_an_unexpected_end(int length)
    {
        var (dialed, accepted) = await net.PairAsync();
        await using var _ = dialed;
        await dialed.WriteAsync(new byte[] { 22, 3, 1, 2, 0, 1 }.AsMemory(0, length));
        dialed.CloseWrite();

        var thrown = await accepted.Awaiting(conn => conn.TlsServerAsync(NetTlsSpec.Server()).AsTask().WaitAsync(Limit)).Should().ThrowAsync<NetException>();

        thrown.Which.IsUnexpectedEnd.Should().BeTrue();
        thrown.Which.Message.Should().Match("tls tcp *: handshake: unexpected EOF");
    }

    private async Task<Peer> PeerAsync(SslProtocols protocol = SslProtocols.Tls13)
    {
        await using var listener = await net.NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndPoint);
        var records = new RecordStream(socket);
        var stream = new SslStream(records);
        var answer = (await listener.AcceptAsync().AsTask().WaitAsync(Limit)).TlsServerAsync(NetTlsSpec.Server()).AsTask();
        var client = NetTlsSpec.Client(options => options.EnabledSslProtocols = protocol);
        await Task.Run(() => stream.AuthenticateAsClient(client)).WaitAsync(Limit);
        records.Keep();
        return new Peer(await answer.WaitAsync(Limit), stream, records, socket);
    }

    private static async Task<byte[]> ReadAsync(NetTlsConn conn)
    {
        byte[] buffer = new byte[4096];
        return buffer[..await conn.ReadAsync(buffer).AsTask().WaitAsync(Limit)];
    }

    private static async Task ExpectUnexpectedEndAsync(NetTlsConn conn)
    {
        var thrown = (await conn.Awaiting(ReadAsync).Should().ThrowAsync<NetException>()).Which;
        thrown.IsUnexpectedEnd.Should().BeTrue();
        thrown.InnerException.Should().BeOfType<EndOfStreamException>();
        thrown.Message.Should().Match("read tcp *: unexpected EOF");
    }

    // Authenticated; from then on what it writes waits to be sent.
    private sealed record Peer(NetTlsConn Ours, SslStream Stream, RecordStream Records, Socket Socket) : IAsyncDisposable
    {
        public void SendAndEnd(Func<byte[], byte[]>? change = null)
        {
            byte[] sent = Records.Take();
            Socket.Send(change is null ? sent : change(sent));
            Socket.Shutdown(SocketShutdown.Send);
        }

        public async ValueTask DisposeAsync()
        {
            await Stream.DisposeAsync();
            Socket.Dispose();
            await Ours.DisposeAsync();
        }
    }
}

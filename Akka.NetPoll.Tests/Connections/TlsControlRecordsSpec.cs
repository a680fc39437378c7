using System.Text;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Records that carry no data, in the midst of it: a renegotiation, new keys, a question for a certificate.</summary>
public sealed class TlsControlRecordsSpec : TlsTestKit
{
    // Each is what a user types into openssl s_server: a request for renegotiation of TLS 1.2, then TLS 1.3's own.
    [SkippableTheory]
    [InlineData("-tls1_2", "r")]
    [InlineData("-tls1_2", "R")]
    [InlineData("-tls1_3", "k")]
    [InlineData("-tls1_3", "K")]
    [InlineData("-tls1_3", "c")]
    public async Task Data_around_a_servers_request_reaches_a_handler_that_had_suspended_reading(string version, string command)
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, version);
        using var relay = new RecordRelay(await AddressAsync(openssl));
        var (client, last) = Dial(Client(options => options.ClientCertificates = [Certificates.For("client.example")]), relay.Address);
        last.Should().BeOfType<Tcp.Connected>();
        IActorRef connection = client.LastSender;
        connection.Tell(new Tcp.Register(client.Ref));
        await openssl.Input.WriteAsync("at first\n");
        Receive(client, 9);

        connection.Tell(Tcp.SuspendReading.Instance);
        relay.Keep();
        await openssl.Input.WriteAsync("before\n");
        Eventually.Equal(1, () => relay.KeptTypes.Length);
        await openssl.Input.WriteAsync(command + "\n");
        Eventually.Equal(2, () => relay.KeptTypes.Length);
        relay.Release();
        connection.Tell(Tcp.ResumeReading.Instance);

        Receive(client, 7).Should().Equal("before\n"u8.ToArray());
        connection.Tell(new Tcp.Write("from us\n"u8.ToArray(), "sent"), client.Ref);
        client.ExpectMsg("sent");
        await ReadUntilAsync(openssl, "from us");
        await openssl.Input.WriteAsync("behind\n");
        Receive(client, 7).Should().Equal("behind\n"u8.ToArray());
    }

    // The same from a client, whose renegotiation a server allows or not. It refuses it with an alert of its own.
    [SkippableTheory]
    [InlineData("-tls1_2", "R", true)]
    [InlineData("-tls1_2", "R", false)]
    [InlineData("-tls1_3", "k", false)]
    [InlineData("-tls1_3", "K", false)]
    public void Data_before_a_clients_request_reaches_a_handler_that_had_suspended_reading(string version, string command, bool allows)
    {
        Listen(new ListenOptions { Tls = Server(options => options.AllowRenegotiation |= allows) });
        using var relay = new RecordRelay(Address, keepsClients: true);
        using var openssl = OutsideProgram.Start("openssl", "s_client", "-connect", relay.Address.ToString(), version);
        TestProbe handler = Register();
        openssl.Input.Write("at first\n");
        Receive(handler, 9);

        LastConnection.Tell(Tcp.SuspendReading.Instance);
        relay.Keep();
        openssl.Input.Write("before\n");
        Eventually.Equal(1, () => relay.KeptTypes.Length);
        openssl.Input.Write(command + "\n");
        Eventually.Equal(2, () => relay.KeptTypes.Length);
        relay.Release();
        LastConnection.Tell(Tcp.ResumeReading.Instance);

        Receive(handler, 7).Should().Equal("before\n"u8.ToArray());
        if (command == "R" && !allows)
        {
            handler.ExpectMsg<Tcp.Closed>().Reason.Should().Be(CloseReason.Error);
            return;
        }

        openssl.Input.Write("behind\n");
        Receive(handler, 7).Should().Equal("behind\n"u8.ToArray());
    }

    [SkippableFact]
    public async Task What_is_written_amid_a_renegotiation_is_sent_though_reading_is_suspended()
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, "-tls1_2");
        using var relay = new RecordRelay(await AddressAsync(openssl));
        var (connection, client) = await RenegotiatingAsync(relay, openssl);

        connection.Tell(Tcp.SuspendReading.Instance);
        connection.Tell(new Tcp.Write("from us\n"u8.ToArray(), "sent"), client.Ref);
        connection.Tell(new Identify(null), client.Ref);
        client.ExpectMsg<ActorIdentity>();
        relay.Release();

        client.ExpectMsg("sent");
        await ReadUntilAsync(openssl, "from us");
        await openssl.Input.WriteAsync("behind\n");
        connection.Tell(Tcp.ResumeReading.Instance);
        Receive(client, 7).Should().Equal("behind\n"u8.ToArray());
    }

    [SkippableFact]
    public async Task More_than_the_high_watermark_written_amid_a_renegotiation_is_sent()
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, "-tls1_2");
        using var relay = new RecordRelay(await AddressAsync(openssl));
        var (connection, client) = await RenegotiatingAsync(relay, openssl);

        byte[] half = [.. Enumerable.Repeat((byte)1, 500_000)];

        connection.Tell(new Tcp.Write(half), client.Ref);
        connection.Tell(new Tcp.Write(half, "sent"), client.Ref);
        connection.Tell(new Identify(null), client.Ref);
        client.ExpectMsg<ActorIdentity>();
        relay.Release();

        client.ExpectMsg("sent");
        connection.Tell(Tcp.Close.Instance, client.Ref);
        string printed = await openssl.Output.ReadToEndAsync().WaitAsync(Eventually.Limit);
        printed.Count(character => character == '\x1').Should().Be(1_000_000);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_close_amid_a_renegotiation_sends_close_notify_behind_it(bool withData)
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, "-tls1_2");
        using var relay = new RecordRelay(await AddressAsync(openssl));
        var (connection, client) = await RenegotiatingAsync(relay, openssl);

        if (withData) connection.Tell(Write("from us\n"u8.ToArray()));
        connection.Tell(Tcp.Close.Instance, client.Ref);
        connection.Tell(new Identify(null), client.Ref);
        client.ExpectMsg<ActorIdentity>();
        relay.Release();

        client.ExpectMsg<Tcp.Closed>().Should().Be(new Tcp.Closed(CloseReason.Closed));
        if (withData) await ReadUntilAsync(openssl, "from us");
        // Which openssl prints only when it has received close_notify.
        await ReadUntilAsync(openssl, "DONE");
    }

    [SkippableFact]
    public async Task A_server_that_ends_amid_a_renegotiation_has_ended_unexpectedly_whatever_waits()
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, "-tls1_2");
        using var relay = new RecordRelay(await AddressAsync(openssl));
        var (connection, client) = await RenegotiatingAsync(relay, openssl);
        connection.Tell(Write(1), client.Ref);
        connection.Tell(new Identify(null), client.Ref);
        client.ExpectMsg<ActorIdentity>();

        openssl.Kill();

        var closed = client.ExpectMsg<Tcp.Closed>();
        closed.Reason.Should().Be(CloseReason.Error);
        closed.Cause.Should().BeOfType<EndOfStreamException>();
    }

    [SkippableFact]
    public async Task The_blocking_style_answers_while_it_reads_and_writes_behind_the_renegotiation()
    {
        using var files = new TemporaryFolder();
        using OutsideProgram openssl = await StartServerAsync(files, "-tls1_2");
        using var relay = new RecordRelay(await AddressAsync(openssl));
        NetConn conn = await Sys.NetPoll().DialAsync(relay.Address);
        await using NetTlsConn tls = await conn.TlsClientAsync(Client());
        Task<string> read = ReadAsync(tls, "behind\n".Length);
        relay.Keep();
        await openssl.Input.WriteAsync("r\n");
        Eventually.Equal(1, () => relay.KeptTypes.Length);
        relay.Release(andKeep: true);
        Eventually.True(() => relay.KeptTypes.Length > 0, "the server answers");

        Task write = tls.WriteAsync("from us\n"u8.ToArray()).AsTask();
        write.IsCompleted.Should().BeFalse("there are no new keys yet");
        relay.Release();

        await write.WaitAsync(Eventually.Limit);
        await ReadUntilAsync(openssl, "from us");
        await openssl.Input.WriteAsync("behind\n");
        (await read.WaitAsync(Eventually.Limit)).Should().Be("behind\n");
    }

    private static async Task<string> ReadAsync(NetTlsConn tls, int length)
    {
        byte[] buffer = new byte[length];
        await tls.ReadExactlyAsync(buffer);
        return Encoding.ASCII.GetString(buffer);
    }

    // We have asked for the renegotiation that the server wanted, and its answer is kept back.
    private async Task<(IActorRef Connection, TestProbe Client)> RenegotiatingAsync(RecordRelay relay, OutsideProgram openssl)
    {
        var (client, last) = Dial(Client(), relay.Address);
        last.Should().BeOfType<Tcp.Connected>();
        client.LastSender.Tell(new Tcp.Register(client.Ref));
        await openssl.Input.WriteAsync("at first\n");
        Receive(client, 9);

        relay.Keep();
        await openssl.Input.WriteAsync("r\n");
        Eventually.Equal(1, () => relay.KeptTypes.Length);
        relay.Release(andKeep: true);
        Eventually.True(() => relay.KeptTypes.Length > 0, "the server answers");
        return (client.LastSender, client);
    }
}

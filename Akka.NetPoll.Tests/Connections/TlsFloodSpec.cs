using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>A client that sends on and on while its handshake waits for us.</summary>
public sealed class TlsFloodSpec : ConnectionsTestKit
{
    // Far above what the kernel's buffers of both ends may hold.
    private const long TooMuch = 64 << 20;

    private static readonly SslServerAuthenticationOptions Options = new() { ServerCertificate = Certificates.For("chat.example") };

    [Fact]
    public void It_is_slowed_down_and_the_handshake_goes_on_afterwards()
    {
        using var asked = new ManualResetEventSlim();
        var chosen = new TaskCompletionSource<SslServerAuthenticationOptions>(TaskCreationOptions.RunContinuationsAsynchronously);
        ServerOptionsSelectionCallback choose = (_, _, _, _) =>
        {
            asked.Set();
            return new ValueTask<SslServerAuthenticationOptions>(chosen.Task);
        };
        var tls = new TlsServerSettings(Options) { Choose = choose, HandshakeTimeout = TimeSpan.Zero };
        Listen(ListenerActor.Props(AnyPort, Props.Create(() => new Reporter(TestActor)), ToTest(new ListenOptions { Tls = tls })));
        TestClient client = Connect();
        var stream = new SslStream(new NetworkStream(client.Socket));
        Task handshake = stream.AuthenticateAsClientAsync("chat.example");
        asked.Wait(Eventually.Limit).Should().BeTrue();

        long sent = Flood(client.Socket);
        chosen.SetResult(Options);

        sent.Should().BeLessThan(TooMuch);
        // The flood is no part of a handshake; that it is found out shows that reading goes on.
        ExpectMsg<Tcp.Closed>().Cause.Should().BeOfType<AuthenticationException>();
        handshake.ContinueWith(_ => { }).Wait(Eventually.Limit).Should().BeTrue();
    }

    [Fact]
    public void A_full_pipe_tells_when_there_is_room_again()
    {
        int told = 0;
        using var pipe = new TlsPipe(() => told++);
        while (!pipe.IsFull) Fill(pipe);

        pipe.ReadAsync(new byte[1]).AsTask().Result.Should().Be(1);
        pipe.ReadAsync(new byte[1 << 20]).AsTask().Result.Should().BePositive();

        told.Should().Be(1);
        pipe.IsFull.Should().BeFalse();
    }

    [Fact]
    public void Progress_is_called_for_room_only_after_IsFull_was_true()
    {
        int told = 0;
        using var pipe = new TlsPipe(() => told++);
        for (int i = 0; i < 10; i++) Fill(pipe);

        for (int i = 0; i < 10; i++) pipe.ReadAsync(new byte[1 << 20]).AsTask().Result.Should().Be(65536, "that is one record");

        pipe.IsFull.Should().BeFalse();
        told.Should().Be(0);
    }

    // One record.
    private static void Fill(TlsPipe pipe)
    {
        using var pair = new SocketPair();
        pair.Peer.Send([23, 3, 3, 0xFF, 0xFB, .. new byte[0xFFFB]]);
        for (int left = 65536; left > 0; left -= pipe.Receive(pair.Ours, left).Count) pair.Ours.Poll(Eventually.Limit, SelectMode.SelectRead);
        pipe.Put();
    }

    private static long Flood(Socket client)
    {
        byte[] chunk = new byte[65536];
        long sent = 0;
        client.Blocking = false;
        while (sent < TooMuch && client.Poll(TimeSpan.FromMilliseconds(500), SelectMode.SelectWrite))
        {
            sent += client.Send(chunk, SocketFlags.None, out _);
        }

        client.Blocking = true;
        return sent;
    }

    // Tells its end, also when it has never been connected.
    private sealed class Reporter(IActorRef test) : ConnectionActor
    {
        protected override SequencePosition OnReceived(System.Buffers.ReadOnlySequence<byte> data) => data.End;

        protected override void OnClosed(Tcp.Closed reason) => test.Tell(reason);
    }
}

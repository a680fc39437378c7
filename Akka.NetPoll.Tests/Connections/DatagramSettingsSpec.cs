using Akka.Configuration;
using Akka.NetPoll.Connections;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Every setting of datagram sockets and of TLS is read, and can be said otherwise.</summary>
public sealed class DatagramSettingsSpec
{
    [Fact]
    public void Each_setting_is_read()
    {
        DatagramSettings settings = Read("""
            receive-size = 1 KiB, batch = 2, batches-per-turn = 3, send-limit = 4 KiB
            receive-buffer-size = 5 KiB, send-buffer-size = 6 KiB
            """).Datagram;

        settings.Should().Be(new DatagramSettings
        {
            ReceiveSize = 1024,
            Batch = 2,
            BatchesPerTurn = 3,
            SendLimit = 4096,
            ReceiveBufferSize = 5120,
            SendBufferSize = 6144,
        });
    }

    [Fact]
    public void Options_win_and_a_batch_is_at_most_what_one_call_takes()
    {
        DatagramSettings settings = Read("").Datagram.With(new DatagramOptions { Batch = 1000, ReceiveSize = 7, SendLimit = 8 });

        (settings.Batch, settings.ReceiveSize, settings.SendLimit).Should().Be((64, 7, 8));
    }

    [Fact]
    public void No_buffer_is_larger_than_any_datagram() =>
        Read("receive-size = 1 GiB").Datagram.With(new DatagramOptions()).ReceiveSize.Should().Be(64 * 1024);

    [Fact]
    public void The_handshakes_timeout_is_read() =>
        new NetPollSettings(ConfigurationFactory.ParseString("akka.netpoll.tls.handshake-timeout = 3s"))
            .HandshakeTimeout.Should().Be(TimeSpan.FromSeconds(3));

    private static NetPollSettings Read(string datagram) =>
        new(ConfigurationFactory.ParseString($"akka.netpoll.datagram {{ {datagram} }}"));
}

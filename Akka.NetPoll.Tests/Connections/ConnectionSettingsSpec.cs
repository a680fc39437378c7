using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>akka.netpoll.poller, connection, listener, dialer and shutdown: read, checked, overridden by options, applied to sockets.</summary>
public sealed class ConnectionSettingsSpec
{
    [Theory]
    [InlineData("connection.high-watermark = banana", "akka.netpoll.connection.high-watermark is 'banana'")]
    [InlineData("connection.write-limit = -1", "akka.netpoll.connection.write-limit is '-1'")]
    [InlineData("connection.reads-per-turn = 0", "akka.netpoll.connection.reads-per-turn is '0'")]
    [InlineData("connection.idle-timeout = soon", "akka.netpoll.connection.idle-timeout is 'soon'")]
    [InlineData("connection.pull-mode = maybe", "akka.netpoll.connection.pull-mode is 'maybe'")]
    [InlineData("connection.low-watermark = 1 MiB", "low-watermark (1048576) <= high-watermark")]
    [InlineData("listener.backlog = many", "akka.netpoll.listener.backlog is 'many'")]
    [InlineData("listener.min-backoff = off", "akka.netpoll.listener.min-backoff is 'off', and should be a time such as 5ms")]
    [InlineData("listener.max-backoff = 0", "akka.netpoll.listener.max-backoff is '0'")]
    [InlineData("dialer.timeout = -5s", "akka.netpoll.dialer.timeout is '-5s'")]
    [InlineData("shutdown.close-timeout = x", "akka.netpoll.shutdown.close-timeout is 'x'")]
    [InlineData("poller.multiplexer = kqueue", "akka.netpoll.poller.multiplexer is 'kqueue', and should be one of auto, epoll, poll")]
    [InlineData("poller.polled-by = me", "akka.netpoll.poller.polled-by is 'me', and should be one of workers, thread")]
    public void A_bad_value_is_named_in_full(string hocon, string message) =>
        FluentActions.Invoking(() => Settings(hocon)).Should().Throw<ConfigurationException>().WithMessage($"*{message}*");

    [Fact]
    public void Every_value_is_read()
    {
        NetPollSettings settings = Settings("""
            connection {
              high-watermark = 5, low-watermark = 4, write-limit = 6, receive-limit = 7, reads-per-turn = 8, read-buffer = 9
              pull-mode = on, idle-timeout = 10s, register-timeout = 11s, close-timeout = 12s, no-delay = off
              keep-alive-idle = 13s, keep-alive-interval = off, receive-buffer-size = 14, send-buffer-size = 15
            }
            listener { backlog = 16, accepts-per-turn = 17, descriptor-reserve = 22, pull-mode = on, min-backoff = 18ms, max-backoff = 19ms }
            dialer.timeout = 20s
            shutdown.close-timeout = 21s
            """.Replace(", ", "\n"));

        settings.Connection.Should().Be(new ConnectionSettings
        {
            HighWatermark = 5, LowWatermark = 4, WriteLimit = 6, ReceiveLimit = 7, ReadsPerTurn = 8, ReadBuffer = 9, PullMode = true,
            IdleTimeout = TimeSpan.FromSeconds(10), RegisterTimeout = TimeSpan.FromSeconds(11), CloseTimeout = TimeSpan.FromSeconds(12),
            NoDelay = false, KeepAliveIdle = TimeSpan.FromSeconds(13), KeepAliveInterval = TimeSpan.Zero,
            ReceiveBufferSize = 14, SendBufferSize = 15,
        });
        settings.Listener.Should().Be(new ListenSettings
        {
            Backlog = 16, AcceptsPerTurn = 17, DescriptorReserve = 22, PullMode = true,
            MinBackoff = TimeSpan.FromMilliseconds(18), MaxBackoff = TimeSpan.FromMilliseconds(19),
        });
        settings.DialTimeout.Should().Be(TimeSpan.FromSeconds(20));
        settings.ShutdownCloseTimeout.Should().Be(TimeSpan.FromSeconds(21));
    }

    [Fact]
    public void Options_change_what_they_say_and_nothing_else()
    {
        ConnectionSettings settings = Settings("").Connection;

        ConnectionSettings changed = settings.With(new ConnectionOptions { ReceiveLimit = 3, IdleTimeout = TimeSpan.FromSeconds(1) });

        changed.Should().Be(settings with { ReceiveLimit = 3, IdleTimeout = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public void Sockets_get_no_delay_and_keep_alive_as_Go_sets_them()
    {
        using Socket socket = Applied("");

        socket.NoDelay.Should().BeTrue();
        Option(socket, SocketOptionLevel.Socket, SocketOptionName.KeepAlive).Should().NotBe(0);
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).Should().Be(15);
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).Should().Be(15);
    }

    [Fact]
    public void Sockets_get_what_the_settings_say()
    {
        using Socket socket = Applied("""
            connection { no-delay = off, keep-alive-idle = 1500ms, keep-alive-interval = 7s, receive-buffer-size = 100000, send-buffer-size = 50000 }
            """.Replace(", ", "\n"));

        socket.NoDelay.Should().BeFalse();
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).Should().Be(2, "it is rounded up");
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).Should().Be(7);
        socket.ReceiveBufferSize.Should().BeGreaterThanOrEqualTo(100_000);
        socket.SendBufferSize.Should().BeGreaterThanOrEqualTo(50_000);
    }

    [Fact]
    public void Keep_alive_can_be_off()
    {
        using Socket socket = Applied("connection.keep-alive-idle = off");

        Option(socket, SocketOptionLevel.Socket, SocketOptionName.KeepAlive).Should().Be(0);
    }

    [Fact]
    public void Keep_alive_that_is_longer_than_the_kernel_can_is_as_long_as_it_can()
    {
        using Socket socket = Applied("""
            connection.keep-alive-idle = 1 day
            connection.keep-alive-interval = 1 day
            """);

        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).Should().Be(32_767);
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).Should().Be(32_767);
    }

    private static NetPollSettings Settings(string hocon) => new(ConfigurationFactory.ParseString("akka.netpoll {\n" + hocon + "\n}"));

    private static Socket Applied(string hocon)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        SocketOptions.Apply(socket, Settings(hocon).Connection);
        return socket;
    }

    private static int Option(Socket socket, SocketOptionLevel level, SocketOptionName name) => (int)socket.GetSocketOption(level, name)!;
}

using System.Net.Sockets;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Configuration;

/// <summary>What stands below akka.netpoll: read, checked, applied to sockets.</summary>
public sealed class SettingsSpec
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
    [InlineData("datagram.batch = 1000", "akka.netpoll.datagram.batch is '1000', and should be a whole number, from 1 to 64")]
    [InlineData("datagram.receive-size = 1 GiB", "akka.netpoll.datagram.receive-size is '1 GiB', and should be a size such as 64 KiB, from 1 to 65536")]
    [InlineData("dialer.timeout = -5s", "akka.netpoll.dialer.timeout is '-5s'")]
    [InlineData("shutdown.close-timeout = x", "akka.netpoll.shutdown.close-timeout is 'x'")]
    [InlineData("poller.multiplexer = select", "akka.netpoll.poller.multiplexer is 'select', and should be one of auto, epoll, poll, io_uring, kqueue, afd")]
    [InlineData("dialer.fallback-delay = 25 days", "akka.netpoll.dialer.fallback-delay is '25 days', and should be a time such as 5s, at most 24 days")]
    [InlineData("connection.idle-timeout = 1000000 days", "akka.netpoll.connection.idle-timeout is '1000000 days'")]
    [InlineData("connection.idle-timeout = null", "akka.netpoll.connection.idle-timeout is")]
    [InlineData("connection.idle-timeout = [5s]", "akka.netpoll.connection.idle-timeout is")]
    [InlineData("connection.idle-timeout { after = 5s }", "akka.netpoll.connection.idle-timeout is")]
    [InlineData("connection.keep-alive-count = 128", "akka.netpoll.connection.keep-alive-count is '128', and should be a whole number, from 0 to 127")]
    [InlineData("connection.read-buffer = 2 GiB", "akka.netpoll.connection.read-buffer is '2 GiB'")]
    [InlineData("poller.multiplexer = afd", "akka.netpoll.poller: multiplexer is 'afd', which needs Windows; 'auto' takes what this system has")]
    [InlineData("poller.polled-by = me", "akka.netpoll.poller.polled-by is 'me', and should be one of workers, thread")]
    public void A_bad_value_is_named_in_full(string hocon, string message) =>
        FluentActions.Invoking(() => Settings(hocon)).Should().Throw<ConfigurationException>().WithMessage($"*{message}*");

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
            connection { no-delay = off, keep-alive-idle = 1500ms, keep-alive-interval = 7s, keep-alive-count = 3, receive-buffer-size = 100000, send-buffer-size = 50000 }
            """.Replace(", ", "\n"));

        socket.NoDelay.Should().BeFalse();
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).Should().Be(2, "it is rounded up");
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).Should().Be(7);
        Option(socket, SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount).Should().Be(3);
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
        SocketOptions.Apply(socket, Settings(hocon).Connections.Connection.Settings);
        return socket;
    }

    private static int Option(Socket socket, SocketOptionLevel level, SocketOptionName name) => (int)socket.GetSocketOption(level, name)!;
}

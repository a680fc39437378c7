using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Linux;
using AwesomeAssertions;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>The kernel's error numbers in .NET's words.</summary>
public sealed class ErrnoSpec
{
    [Fact]
    public void Every_number_has_a_text_and_none_ends_as_the_error_that_says_nothing()
    {
        for (int errno = 1; errno <= LibC.EHWPOISON; errno++)
        {
            var error = new SocketException((int)Errno.Of(errno));

            error.SocketErrorCode.Should().NotBe(SocketError.SocketError, $"{errno}");
            error.Message.Should().NotBe(new SocketException((int)SocketError.SocketError).Message, $"{errno}");
        }
    }

    [Fact]
    public void Those_of_the_network_are_dotnets_where_it_has_a_word_and_themselves_where_it_has_none()
    {
        Errno.Of(LibC.ENOPROTOOPT).Should().Be(SocketError.ProtocolOption);
        Errno.Of(LibC.EHOSTDOWN).Should().Be(SocketError.HostDown);
        Errno.Of(LibC.ENETRESET).Should().Be(SocketError.NetworkReset);
        Errno.Of(LibC.ESHUTDOWN).Should().Be(SocketError.Disconnecting);
        foreach (int errno in new[] { LibC.ENONET, LibC.EPROTO })
        {
            ((int)Errno.Of(errno)).Should().Be(errno);
            Errno.Of(errno).IsUnnamed().Should().BeTrue();
        }

        Enum.GetValues<SocketError>().Should().NotContain(error => error.IsUnnamed());
    }
}

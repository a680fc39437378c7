using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

public sealed class TryAcceptSpec
{
    [Fact]
    public void What_the_kernel_refuses_is_a_value()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        listener.Shutdown(SocketShutdown.Both);

        listener.TryAccept(out Socket? accepted).Should().Be(SocketError.InvalidArgument);

        accepted.Should().BeNull();
    }
}

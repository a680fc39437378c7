using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Linux;
using AwesomeAssertions;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>Every error is in exactly the groups that it belongs to.</summary>
public sealed class SocketErrorsSpec
{
    private static readonly SocketError[] Peers =
    [
        SocketError.ConnectionReset, SocketError.ConnectionAborted, SocketError.Shutdown, SocketError.TimedOut,
        SocketError.ConnectionRefused, SocketError.HostUnreachable, SocketError.NetworkUnreachable,
        SocketError.HostDown, SocketError.NetworkDown, SocketError.NetworkReset, SocketError.NotConnected,
    ];

    private static readonly EndPoint UnixAddress = new UnixDomainSocketEndPoint("/tmp/s"), IpAddress = new IPEndPoint(IPAddress.Loopback, 1);

    [Fact]
    public void Each_error_is_the_peers_or_ours() => In(SocketErrors.IsPeers).Should().BeEquivalentTo(Peers);

    [Fact]
    public void Of_a_connection_gone_before_its_accept_tell_what_accept_passes_on_of_it() =>
        In(SocketErrors.IsAbortedAccept).Should().BeEquivalentTo([
            SocketError.ConnectionAborted, SocketError.ConnectionReset, SocketError.Interrupted, SocketError.NetworkDown,
            SocketError.NetworkUnreachable, SocketError.HostDown, SocketError.HostUnreachable, SocketError.ProtocolOption]);

    [Fact]
    public void Copying_is_tried_where_the_kernel_cannot_and_never_after_another_error() =>
        In(FileCopy.IsUnsupported).Should().BeEquivalentTo(
            [SocketError.InvalidArgument, SocketError.OperationNotSupported]);

    [Theory]
    [InlineData(SocketError.AddressNotAvailable, true, "No such file or directory")]
    [InlineData(SocketError.AddressNotAvailable, false, "Cannot assign requested address")]
    [InlineData(SocketError.TooManyOpenSockets, false, "Too many open files")]
    [InlineData(SocketError.ConnectionRefused, true, "Connection refused")]
    public void Its_text_is_the_systems(SocketError error, bool isUnix, string text) => error.Text(isUnix).Should().Be(text);

    [Fact]
    public void Only_a_unix_address_can_lack_its_file()
    {
        var missing = new SocketException((int)SocketError.AddressNotAvailable);

        missing.IsNoSuchFile(UnixAddress).Should().BeTrue();
        missing.IsNoSuchFile(IpAddress).Should().BeFalse();
        new SocketException((int)SocketError.ConnectionRefused).IsNoSuchFile(UnixAddress).Should().BeFalse();
    }

    [Fact]
    public void The_missing_file_is_named() =>
        SocketErrors.NoSuchFile(UnixAddress).Message.Should().Be("No such file or directory: /tmp/s");

    [Theory]
    [InlineData("EAGAIN", SocketError.WouldBlock)]
    [InlineData("EINTR", SocketError.Interrupted)]
    [InlineData("EACCES", SocketError.AccessDenied)]
    [InlineData("EPERM", SocketError.AccessDenied)]
    [InlineData("EBADF", SocketError.OperationAborted)]
    [InlineData("ECONNREFUSED", SocketError.ConnectionRefused)]
    [InlineData("ECONNRESET", SocketError.ConnectionReset)]
    [InlineData("EMFILE", SocketError.TooManyOpenSockets)]
    [InlineData("ENFILE", SocketError.TooManyOpenSockets)]
    [InlineData("ENOMEM", SocketError.NoBufferSpaceAvailable)]
    [InlineData("EPIPE", SocketError.Shutdown)]
    public void The_kernels_number_has_dotnets_word(string name, SocketError error)
    {
        int errno = (int)typeof(LibC).GetProperty(name)!.GetValue(null)!;

        Errno.Of(errno).Should().Be(error);
    }

    [Fact]
    public void A_call_that_the_kernel_lacks_has_its_number_and_is_copied_instead()
    {
        SocketError error = Errno.Of(LibC.ENOSYS);

        error.IsUnnamed().Should().BeTrue();
        FileCopy.IsUnsupported(error).Should().BeTrue();
    }

    private static IEnumerable<SocketError> In(Func<SocketError, bool> group) => Enum.GetValues<SocketError>().Where(group).Distinct();
}

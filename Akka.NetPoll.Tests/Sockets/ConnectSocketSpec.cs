using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>How a connect ends that did not end at once, as none does over TCP.</summary>
public sealed class ConnectSocketSpec : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _socket;

    public ConnectSocketSpec()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _socket = Descriptor.ToConnect(Address, null);
        ConnectSocket.Begin(_socket, Address).Should().Be(SocketError.WouldBlock);
    }

    private EndPoint Address => _listener.LocalEndPoint!;

    [Fact]
    public void A_wake_up_without_cause_is_no_end()
    {
        using var silent = new FullListener();
        using Socket socket = Descriptor.ToConnect(silent.Address, null);
        ConnectSocket.Begin(socket, silent.Address).Should().Be(SocketError.WouldBlock);

        for (int i = 0; i < 3; i++) ConnectSocket.Outcome(socket, silent.Address).Should().Be(SocketError.WouldBlock);
    }

    [Fact]
    public void Connected_it_is_so_for_the_Socket_too_and_a_later_reset_is_for_the_first_read()
    {
        Socket accepted = _listener.Accept();
        Eventually.Equal(SocketError.Success, () => ConnectSocket.Outcome(_socket, Address));

        accepted.Close(0);

        Eventually.True(() => _socket.Poll(0, SelectMode.SelectRead));
        (_socket.Connected, _socket.RemoteEndPoint).Should().Be((true, Address));
        _socket.LocalEndPoint.Should().NotBeNull();
        _socket.TryReceive(new byte[1]).Error.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public void A_reset_before_the_look_is_the_outcome()
    {
        _listener.Accept().Close(0);

        Eventually.Equal(SocketError.ConnectionReset, () => ConnectSocket.Outcome(_socket, Address));
    }

    [Fact]
    public void A_reset_whose_error_was_taken_by_another_look_is_an_end_all_the_same()
    {
        _listener.Accept().Close(0);
        Eventually.True(() => (int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! != 0);

        ConnectSocket.Outcome(_socket, Address).Should().Be(SocketError.ConnectionAborted);
    }

    [Fact]
    public void A_reset_between_connecting_and_the_look_for_the_peer_is_told_as_such()
    {
        using var peer = new ResettingListener();

        for (int i = 0; i < 2000; i++)
        {
            using Socket socket = Descriptor.ToConnect(peer.Address, null);
            SocketError end = ConnectSocket.Begin(socket, peer.Address);
            if (end == SocketError.WouldBlock) Eventually.True(() => (end = ConnectSocket.Outcome(socket, peer.Address)) != SocketError.WouldBlock);

            end.Should().BeOneOf(SocketError.Success, SocketError.ConnectionReset);
            if (end == SocketError.Success) socket.RemoteEndPoint.Should().Be(peer.Address);
        }
    }

    [Fact]
    public void The_file_that_a_client_is_bound_to_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        Socket client = Descriptor.ToConnect(new UnixDomainSocketEndPoint(folder["server"]), new UnixDomainSocketEndPoint(folder["client"]));

        client.Dispose();

        File.Exists(folder["client"]).Should().BeTrue();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _socket.Dispose();
    }
}

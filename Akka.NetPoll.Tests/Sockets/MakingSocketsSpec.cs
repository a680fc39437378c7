using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>New sockets, connecting without blocking, and the files of unix ones.</summary>
public sealed class MakingSocketsSpec : IDisposable
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("127.0.0.1", SocketType.Stream, ProtocolType.Tcp)]
    [InlineData("127.0.0.1", SocketType.Dgram, ProtocolType.Udp)]
    [InlineData("::1", SocketType.Stream, ProtocolType.Tcp)]
    [InlineData("::1", SocketType.Dgram, ProtocolType.Udp)]
    public void A_new_socket_does_not_block_and_is_of_its_addresss_family(string address, SocketType type, ProtocolType protocol)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), 0);

        using Socket socket = NewSocket.Create(endPoint, type);

        (socket.AddressFamily, socket.SocketType, socket.ProtocolType, socket.Blocking)
            .Should().Be((endPoint.AddressFamily, type, protocol, false));
    }

    [Fact]
    public void A_unix_socket_has_no_protocol()
    {
        using Socket socket = NewSocket.Create(new UnixDomainSocketEndPoint("/tmp/s"), SocketType.Stream);

        (socket.AddressFamily, socket.ProtocolType).Should().Be((AddressFamily.Unix, ProtocolType.Unspecified));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_IPv6_socket_takes_IPv4_in_if_it_is_told_to(bool both)
    {
        using Socket socket = NewSocket.Create(new IPEndPoint(IPAddress.IPv6Any, 0), SocketType.Stream, both);

        socket.DualMode.Should().Be(both);
    }

    [Fact]
    public void For_IPv4_there_is_nothing_to_tell()
    {
        using Socket socket = NewSocket.Create(AnyPort, SocketType.Stream, dualStack: true);

        socket.AddressFamily.Should().Be(AddressFamily.InterNetwork);
    }

    [Fact]
    public void A_connect_is_begun_and_its_outcome_is_asked_for_when_the_socket_is_writable()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(AnyPort);
        listener.Listen(1);
        using Socket socket = Descriptor.ToConnect(listener.LocalEndPoint!, AnyPort);

        ConnectSocket.Begin(socket, listener.LocalEndPoint!).Should().BeOneOf(SocketError.Success, SocketError.WouldBlock);
        socket.Poll(Eventually.Limit, SelectMode.SelectWrite);

        ConnectSocket.Outcome(socket, listener.LocalEndPoint!).Should().Be(SocketError.Success);
    }

    [Fact]
    public void A_local_address_that_is_asked_for_is_bound()
    {
        using Socket socket = Descriptor.ToConnect(new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0));

        ((IPEndPoint)socket.LocalEndPoint!).Address.Should().Be(IPAddress.Parse("127.0.0.9"));
    }

    [Fact]
    public void Without_one_it_is_left_to_the_kernel()
    {
        using Socket socket = Descriptor.ToConnect(new IPEndPoint(IPAddress.Loopback, 1), null);

        socket.IsBound.Should().BeFalse();
    }

    [Fact]
    public void A_local_address_that_cannot_be_had_is_told() =>
        FluentActions.Invoking(() => Descriptor.ToConnect(new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0)))
            .Should().Throw<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.AddressNotAvailable);

    [Fact]
    public void What_cannot_be_bound_costs_no_descriptor()
    {
        const int many = 400;
        int before = Sockets();
        for (int i = 0; i < many; i++)
        {
            FluentActions.Invoking(() => Descriptor.ToConnect(AnyPort, new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0))).Should().Throw<SocketException>();
        }

        // Other specs make some of their own meanwhile, but far from so many.
        Sockets().Should().BeLessThan(before + (many / 2));

        static int Sockets() => Directory.GetFiles("/proc/self/fd")
            .Count(fd => new FileInfo(fd).LinkTarget?.Contains("socket:", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_connect_that_fails_at_once_says_why()
    {
        var broadcast = new IPEndPoint(IPAddress.Parse("127.255.255.255"), 1);
        using Socket socket = Descriptor.ToConnect(broadcast, null);

        ConnectSocket.Begin(socket, broadcast).Should().Be(SocketError.NetworkUnreachable);
    }

    [Fact]
    public void Where_no_socket_listens_the_connect_is_refused()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(AnyPort); // Bound and not listening: no other socket can listen there either.
        using Socket socket = Descriptor.ToConnect(taken.LocalEndPoint!, null);

        SocketError error = ConnectSocket.Begin(socket, taken.LocalEndPoint!);
        if (error == SocketError.WouldBlock)
        {
            socket.Poll(Eventually.Limit, SelectMode.SelectWrite);
            error = ConnectSocket.Outcome(socket, taken.LocalEndPoint!);
        }

        error.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public void A_unix_address_without_a_file_is_named()
    {
        var address = new UnixDomainSocketEndPoint(_folder["none"]);
        using Socket socket = Descriptor.ToConnect(address, null);

        FluentActions.Invoking(() => ConnectSocket.Begin(socket, address))
            .Should().Throw<SocketException>().WithMessage($"No such file or directory: {address}");
    }

    [Fact]
    public void A_unix_socket_that_does_not_listen_throws_as_it_never_connects_later()
    {
        var address = new UnixDomainSocketEndPoint(_folder["deaf"]);
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(address);
        using Socket socket = Descriptor.ToConnect(address, null);

        FluentActions.Invoking(() => ConnectSocket.Begin(socket, address))
            .Should().Throw<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public void The_file_of_a_bound_socket_outlives_it_until_its_owner_deletes_it()
    {
        var address = new UnixDomainSocketEndPoint(_folder["s"]);
        using (Socket socket = NewSocket.Create(address, SocketType.Stream)) socket.BindOwningFile(address);
        File.Exists(address.ToString()).Should().BeTrue();

        UnixSocketFile.Delete(address);

        File.Exists(address.ToString()).Should().BeFalse();
    }

    [Fact]
    public void Any_other_address_is_bound_as_it_is_and_has_no_file()
    {
        using Socket socket = NewSocket.Create(AnyPort, SocketType.Stream);

        socket.BindOwningFile(AnyPort);

        ((IPEndPoint)socket.LocalEndPoint!).Port.Should().NotBe(0);
        UnixSocketFile.Delete(socket.LocalEndPoint);
        UnixSocketFile.Delete(null);
    }

    [Fact]
    public void A_file_whose_folder_has_gone_is_no_ones_trouble() =>
        FluentActions.Invoking(() => UnixSocketFile.Delete(new UnixDomainSocketEndPoint(Path.Combine(_folder["gone"], "s"))))
            .Should().NotThrow();

    [Fact]
    public void An_abstract_address_has_no_file_even_where_one_has_its_name()
    {
        // As .NET writes an abstract address.
        string file = $"@{Guid.NewGuid():N}";
        File.WriteAllText(file, "another program's");

        UnixSocketFile.Delete(new UnixDomainSocketEndPoint($"\0{file[1..]}"));

        File.Exists(file).Should().BeTrue();
        File.Delete(file);
    }

    public void Dispose() => _folder.Dispose();
}

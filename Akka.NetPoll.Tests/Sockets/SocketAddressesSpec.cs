using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Linux;
using AwesomeAssertions;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>Addresses as the kernel lays them out; .NET's own SocketAddress tells what is right.</summary>
public sealed class SocketAddressesSpec
{
    private readonly byte[] _bytes = new byte[AddressBytes.Size];

    public static TheoryData<string> Addresses => new(
        "127.0.0.1:80", "255.254.253.252:65535", "0.0.0.0:0", "[::1]:443", "[2001:db8:1:2:3:4:5:6]:258", "[fe80::1%7]:1", "[::ffff:0]:9");

    [Theory]
    [MemberData(nameof(Addresses))]
    public void What_is_written_is_what_the_kernel_reads(string address)
    {
        var endPoint = IPEndPoint.Parse(address);
        SocketAddress expected = endPoint.Serialize();
        Array.Fill(_bytes, (byte)0xEE);

        int length = AddressBytes.Write(_bytes, endPoint, endPoint.AddressFamily);

        _bytes[..length].Should().Equal(expected.Buffer[..expected.Size].ToArray());
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void What_the_kernel_writes_is_read(string address)
    {
        var endPoint = IPEndPoint.Parse(address);
        endPoint.Serialize().Buffer.Span[..endPoint.Serialize().Size].CopyTo(_bytes);

        IPEndPoint read = AddressBytes.Read(_bytes, null);

        read.Should().Be(endPoint);
        read.Address.AddressFamily.Should().Be(endPoint.AddressFamily);
    }

    [Fact]
    public void Over_an_IPv6_socket_an_IPv4_address_goes_as_mapped_and_comes_back_as_itself()
    {
        var endPoint = new IPEndPoint(IPAddress.Parse("10.1.2.3"), 5000);

        AddressBytes.Write(_bytes, endPoint, AddressFamily.InterNetworkV6).Should().Be(28);

        BitConverter.ToUInt16(_bytes).Should().Be((ushort)LibC.AF_INET6);
        _bytes[8..24].Should().Equal(endPoint.Address.MapToIPv6().GetAddressBytes());
        AddressBytes.Read(_bytes, null).Should().Be(endPoint);
    }

    [Fact]
    public void Over_an_IPv4_socket_a_mapped_address_goes_as_the_IPv4_one_it_stands_for()
    {
        var mapped = new IPEndPoint(IPAddress.Parse("::ffff:10.1.2.3"), 5000);

        AddressBytes.Write(_bytes, mapped, AddressFamily.InterNetwork).Should().Be(16);

        AddressBytes.Read(_bytes, null).Should().Be(new IPEndPoint(IPAddress.Parse("10.1.2.3"), 5000));
    }

    [Theory]
    [InlineData("::1:ffff:a01:203")] // Not zero before the marks.
    [InlineData("::ff:a01:203")] // One mark alone.
    [InlineData("::ff00:a01:203")]
    [InlineData("100::ffff:a01:203")]
    [InlineData("::1:0:ffff:a01:203")]
    public void What_only_looks_mapped_stays_IPv6(string address)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), 1);
        AddressBytes.Write(_bytes, endPoint, AddressFamily.InterNetworkV6);

        AddressBytes.Read(_bytes, null).Address.AddressFamily.Should().Be(AddressFamily.InterNetworkV6);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void A_peer_that_is_known_is_not_made_anew(string address)
    {
        var known = IPEndPoint.Parse(address);
        AddressBytes.Write(_bytes, known, known.AddressFamily);

        AddressBytes.Read(_bytes, known).Should().BeSameAs(known);
    }

    [Theory]
    [InlineData("127.0.0.1:1", "127.0.0.1:2")]
    [InlineData("127.0.0.1:1", "127.0.0.2:1")]
    [InlineData("127.0.0.1:1", "[::1]:1")]
    [InlineData("[::1]:1", "[::2]:1")]
    [InlineData("[fe80::1%7]:1", "[fe80::1%8]:1")]
    public void Any_difference_makes_it_another_peer(string address, string other)
    {
        IPEndPoint endPoint = IPEndPoint.Parse(address), known = IPEndPoint.Parse(other);
        AddressBytes.Write(_bytes, endPoint, endPoint.AddressFamily);

        AddressBytes.Read(_bytes, known).Should().Be(endPoint);
    }

    [Fact]
    public void What_came_over_IPv4_is_an_IPv4_address_and_all_else_stays_as_it_is()
    {
        var mapped = new IPEndPoint(IPAddress.Parse("::ffff:10.1.2.3"), 5000);
        EndPoint four = new IPEndPoint(IPAddress.Loopback, 1), six = new IPEndPoint(IPAddress.IPv6Loopback, 1);
        EndPoint unix = new UnixDomainSocketEndPoint("/tmp/s");

        SocketAddresses.Unmapped(mapped).Should().Be(new IPEndPoint(IPAddress.Parse("10.1.2.3"), 5000));
        SocketAddresses.Unmapped(four).Should().BeSameAs(four);
        SocketAddresses.Unmapped(six).Should().BeSameAs(six);
        SocketAddresses.Unmapped(unix).Should().BeSameAs(unix);
        SocketAddresses.Unmapped(null).Should().BeNull();
    }
}

using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>How addresses are written and where they lead, as Go's net has it; in both styles where both take them.</summary>
public sealed class AddressesSpec : NetPollTestKit
{
    private static readonly TimeSpan Limit = Eventually.Limit;

    private NetPoll NetPoll => Sys.NetPoll();

    [Theory]
    [InlineData("127.0.0.1", "[::]")]
    [InlineData("127.0.0.1", "")]
    [InlineData("127.0.0.1", "0.0.0.0")]
    [InlineData("[::1]", "[::]")]
    [InlineData("[::1]", "")]
    [InlineData("[::1]", "0.0.0.0")]
    [InlineData("", "[::]")]
    public async Task Dialing_a_wildcard_reaches_this_machine_whichever_family_listens(string listens, string dialed)
    {
        await using NetListener listener = await NetPoll.ListenAsync("tcp", $"{listens}:0");
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;

        await using NetConn conn = await NetPoll.DialAsync("tcp", $"{dialed}:{port}").AsTask().WaitAsync(Limit);

        IPAddress.IsLoopback(((IPEndPoint)conn.RemoteEndPoint!).Address).Should().BeTrue();
        if (dialed.Length == 0) return;
        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(IPEndPoint.Parse($"{dialed}:{port}")), TestActor);
        IPAddress.IsLoopback(((IPEndPoint)ExpectMsg<Tcp.Connected>().RemoteEndPoint).Address).Should().BeTrue();
    }

    [Fact]
    public async Task A_network_of_one_family_dials_a_wildcard_in_that_family_alone()
    {
        await using NetListener four = await NetPoll.ListenAsync("tcp4", "127.0.0.1:0");

        var thrown = await NetPoll.Awaiting(n => n.DialAsync("tcp6", $"[::]:{((IPEndPoint)four.LocalEndPoint).Port}").AsTask()).Should().ThrowAsync<NetException>();

        thrown.Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Theory]
    [InlineData("127.0.0.01")]
    [InlineData("010.0.0.1")]
    [InlineData("127.1")]
    [InlineData("1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("[::ffff:127.0.0.01]")]
    public async Task What_has_leading_zeros_or_fewer_than_four_parts_is_no_address_but_a_name_that_does_not_exist(string host)
    {
        string name = host.Trim('[', ']');
        await ShouldNotBeFoundAsync("dial", NetPoll.DialAsync("tcp", $"{host}:9").AsTask());
        await ShouldNotBeFoundAsync("dial", NetPoll.DialAsync(new DnsEndPoint(name, 9)).AsTask());
        await ShouldNotBeFoundAsync("dial", NetPoll.DialPacketAsync("udp", $"{host}:9").AsTask());
        await ShouldNotBeFoundAsync("listen", NetPoll.ListenAsync("tcp", $"{host}:0").AsTask());
        await ShouldNotBeFoundAsync("listen", NetPoll.ListenPacketAsync("udp", $"{host}:0").AsTask());

        Sys.ActorOf(DialerActor.Props()).Tell(new Tcp.Connect(new DnsEndPoint(name, 9)), TestActor);
        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.HostNotFound);
        Sys.ActorOf(DatagramActor.Props()).Tell(new Udp.Connect(new DnsEndPoint(name, 9)), TestActor);
        ExpectMsg<Udp.CommandFailed>().Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.HostNotFound);

        async Task ShouldNotBeFoundAsync(string operation, Task use)
        {
            var failure = (await use.Awaiting(u => u.WaitAsync(Limit)).Should().ThrowAsync<NetException>()).Which;
            failure.Message.Should().StartWith($"{operation} ").And.Contain($"lookup {name}: ");
            failure.SocketErrorCode.Should().Be(SocketError.HostNotFound);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("::1", "::1")]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1", "::127.0.0.1")]
    [InlineData("2001:0DB8:0::00:1", "2001:db8::1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    public void An_address_is_what_Go_takes_for_one(string text, string address) => IpText.TryParse(text).Should().Be(IPAddress.Parse(address));

    [Fact]
    public void What_is_no_address_for_Go_is_none()
    {
        foreach (string? text in new[] { "", "1.2.3.4.", "256.0.0.1", "1.2.3", "::1.2.3", "[::1]", "::1/64", "localhost", "01.2.3.4" })
            IpText.TryParse(text).Should().BeNull(text);
    }

    [Fact]
    public async Task Listening_on_a_name_prefers_its_IPv4_address()
    {
        await using NetListener listener = await NetPoll.ListenAsync("tcp", "localhost:0");
        await using NetListener named = await NetPoll.ListenAsync(new DnsEndPoint("localhost", 0));
        await using NetPacketConn datagrams = await NetPoll.ListenPacketAsync("udp", "localhost:0");
        await using NetListener six = await NetPoll.ListenAsync("tcp6", "[::1]:0");

        foreach (var address in new[] { listener.LocalEndPoint, named.LocalEndPoint, datagrams.LocalEndPoint! })
            ((IPEndPoint)address).Address.Should().Be(IPAddress.Loopback);
        ((IPEndPoint)six.LocalEndPoint).Address.Should().Be(IPAddress.IPv6Loopback);
    }

    [Fact]
    public void Of_a_name_s_addresses_the_first_of_IPv4_is_listened_on_and_the_first_of_all_where_there_is_none()
    {
        IPAddress six = IPAddress.Parse("::1"), other = IPAddress.Parse("::2"), four = IPAddress.Parse("127.0.0.2"), last = IPAddress.Parse("127.0.0.3");

        AddressPlan.ToListenOn([six, four, last]).Should().Be(four);
        AddressPlan.ToListenOn([six, other]).Should().Be(six);
    }

    [Theory]
    [InlineData("tcp", "http", 80)]
    [InlineData("tcp4", "https", 443)]
    [InlineData("tcp6", "HTTPS", 443)]
    [InlineData("tcp", "ssh", 22)]
    [InlineData("udp", "domain", 53)]
    [InlineData("udp6", "domain", 53)]
    [InlineData("tcp", "", 0)]
    [InlineData("tcp", "8080", 8080)]
    public void A_port_may_be_the_name_of_a_service(string network, string port, int number)
    {
        var address = (IPEndPoint)NetNetwork.Parse("dial", network).ParseAddress("dial", $":{port}");

        address.Port.Should().Be(number);
    }

    [Theory]
    [InlineData("tcp", "no-such-service", "dial tcp: lookup tcp/no-such-service: unknown port")]
    [InlineData("udp", "ssh-of-udp", "dial udp: lookup udp/ssh-of-udp: unknown port")]
    [InlineData("tcp", "65536", "dial tcp: address 65536: invalid port")]
    [InlineData("tcp", "-1", "dial tcp: address -1: invalid port")]
    [InlineData("tcp", "99999999999999999999", "dial tcp: address 99999999999999999999: invalid port")]
    public void A_port_that_is_none_says_so(string network, string port, string message) =>
        NetNetwork.Parse("dial", network).Invoking(n => n.ParseAddress("dial", $"127.0.0.1:{port}")).Should().Throw<NetException>().WithMessage(message);

    [Fact]
    public void The_systems_services_are_read_by_protocol_with_their_other_names_and_without_comments()
    {
        const string File = """
            # name  port/protocol  other names
            gopher  70/tcp
            web     8080/tcp  www-alt Spider # not this: ghost
            web     8081/udp
            broken  x/tcp
            http    81/tcp # the system's word counts
            """;
        using var text = new StringReader(File);
        var ports = new ServicePorts(text);

        ports.Find("tcp", "WEB").Should().Be(8080);
        ports.Find("udp", "web").Should().Be(8081);
        ports.Find("tcp", "spider").Should().Be(8080);
        ports.Find("tcp", "http").Should().Be(81);
        ports.Find("tcp", "https").Should().Be(443);
        foreach (string? none in new[] { "ghost", "broken", "not" }) ports.Find("tcp", none).Should().BeNull();
        ports.Find("udp", "https").Should().BeNull();
    }
}

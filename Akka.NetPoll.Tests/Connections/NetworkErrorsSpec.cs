using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What the network reports about a datagram (ICMP) concerns that datagram: it is told, and the socket goes on.</summary>
/// <remarks>Each kind that Linux tells a connected socket of: icmp_err_convert of net/ipv4/icmp.c, tab_unreach of net/ipv6/icmp.c.</remarks>
public sealed class NetworkErrorsSpec : NetPollTestKit
{
    private const SocketError NoNet = (SocketError)64, Protocol = (SocketError)71; // ENONET, EPROTO: .NET has no word for them.

    // An address of its own: what is reported about the size of packets is remembered for the address.
    private static readonly IPEndPoint Server = new(IPAddress.Parse("127.0.7.4"), 0), Server6 = new(IPAddress.IPv6Loopback, 0);

    public static TheoryData<string, bool, byte, byte, SocketError, string> Kinds => new()
    {
        { "protocol unreachable", true, 3, 2, SocketError.ProtocolOption, "Protocol not available" },
        { "port unreachable", true, 3, 3, SocketError.ConnectionRefused, "Connection refused" },
        { "fragmentation needed", true, 3, 4, SocketError.MessageSize, "Message too long" },
        { "network unknown", true, 3, 6, SocketError.NetworkUnreachable, "Network is unreachable" },
        { "host unknown", true, 3, 7, SocketError.HostDown, "Host is down" },
        { "host isolated", true, 3, 8, NoNet, "Machine is not on the network" },
        { "network prohibited", true, 3, 9, SocketError.NetworkUnreachable, "Network is unreachable" },
        { "host prohibited", true, 3, 10, SocketError.HostUnreachable, "No route to host" },
        { "filtered", true, 3, 13, SocketError.HostUnreachable, "No route to host" },
        { "precedence violation", true, 3, 14, SocketError.HostUnreachable, "No route to host" },
        { "precedence cutoff", true, 3, 15, SocketError.HostUnreachable, "No route to host" },
        { "parameter problem", true, 12, 0, Protocol, "Protocol error" },
        { "IPv6: prohibited", false, 1, 1, SocketError.AccessDenied, "Permission denied" },
        { "IPv6: port unreachable", false, 1, 4, SocketError.ConnectionRefused, "Connection refused" },
        { "IPv6: policy", false, 1, 5, SocketError.AccessDenied, "Permission denied" },
        { "IPv6: parameter problem", false, 4, 0, Protocol, "Protocol error" },
    };

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void An_actors_socket_reports_it_and_goes_on(string kind, bool four, byte type, byte code, SocketError error, string text)
    {
        var (server, address, serverProbe) = Bind(four ? Server : Server6);
        var (client, local, probe) = Connect(address);

        IcmpError.Report(type, code, local, address);

        SocketException cause = probe.ExpectMsg<Udp.ErrorReported>(hint: kind).Cause.Should().BeOfType<SocketException>().Subject;
        (cause.SocketErrorCode, cause.Message).Should().Be((error, text));
        client.Tell(new Udp.Send(new byte[] { 1 }, Ack: "taken"), probe.Ref);
        probe.ExpectMsg("taken");
        server.Tell(new Udp.Send(new byte[] { 2 }, serverProbe.ExpectMsg<Udp.Received>().From), serverProbe.Ref);
        probe.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be(2);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task A_read_of_the_blocking_style_fails_with_it_and_the_next_one_works(string kind, bool four, byte type, byte code, SocketError error, string text)
    {
        await using NetPacketConn server = await Sys.NetPoll().ListenPacketAsync("udp", (four ? Server : Server6).ToString());
        var address = (IPEndPoint)server.LocalEndPoint!;
        await using NetPacketConn client = await Sys.NetPoll().DialPacketAsync("udp", address.ToString());
        var read = client.ReceiveAsync(new Datagram(10)).AsTask();

        IcmpError.Report(type, code, (IPEndPoint)client.LocalEndPoint!, address);

        NetException failure = (await read.Awaiting(r => r.WaitAsync(Eventually.Limit)).Should().ThrowAsync<NetException>(kind)).Which;
        failure.SocketErrorCode.Should().Be(error);
        failure.Message.Should().EndWithEquivalentOf(text);
        await client.SendAsync(new byte[] { 1 });
        var received = new Datagram(10);
        await server.ReceiveAsync(received).AsTask().WaitAsync(Eventually.Limit);
        await server.SendAsync(new byte[] { 2 }, received.EndPoint);
        await client.ReceiveAsync(received).AsTask().WaitAsync(Eventually.Limit);
        received.Data.ToArray().Should().Equal(2);
    }

    [SkippableFact]
    public void What_is_reported_of_an_earlier_datagram_fails_none_of_those_that_are_sent_after_it()
    {
        var (_, address, serverProbe) = Bind(Server);
        var (client, local, probe) = Connect(address);
        TestProbe sender = CreateTestProbe();
        client.Tell(Udp.SuspendReading.Instance); // So that it is the sending that finds the error.
        client.Tell(new Udp.Send(new byte[] { 0 }, Ack: "suspended"), sender.Ref);
        sender.ExpectMsg("suspended");

        IcmpError.Report(3, 7, local, address);
        for (int i = 1; i <= 3; i++) client.Tell(new Udp.Send(new[] { (byte)i }, Ack: i), sender.Ref);

        for (int i = 1; i <= 3; i++) sender.ExpectMsg(i);
        for (int i = 0; i <= 3; i++) serverProbe.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be((byte)i);
        probe.ExpectMsg<Udp.ErrorReported>().Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.HostDown);
    }

    [SkippableFact]
    public void What_cannot_be_sent_behind_a_report_is_answered_once_and_what_is_behind_it_goes_out()
    {
        var (_, address, serverProbe) = Bind(Server);
        var (client, local, probe) = Connect(address);
        TestProbe sender = CreateTestProbe();
        client.Tell(Udp.SuspendReading.Instance);
        client.Tell(new Udp.Send(new byte[] { 0 }, Ack: "suspended"), sender.Ref);
        sender.ExpectMsg("suspended");

        IcmpError.Report(3, 2, local, address);
        client.Tell(new Udp.Send(new byte[65_508], Ack: "too long"), sender.Ref);
        client.Tell(new Udp.Send(new byte[] { 1 }, Ack: "sent"), sender.Ref);

        sender.ExpectMsg<Udp.CommandFailed>().Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.MessageSize);
        sender.ExpectMsg("sent");
        sender.ExpectNoMsg(TimeSpan.Zero);
        for (int i = 0; i <= 1; i++) serverProbe.ExpectMsg<Udp.Received>().Data.Span[0].Should().Be((byte)i);
        probe.ExpectMsg<Udp.ErrorReported>().Cause.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ProtocolOption);
    }

    private (IActorRef Socket, IPEndPoint Address, TestProbe Handler) Bind(IPEndPoint local)
    {
        TestProbe handler = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());
        socket.Tell(new Udp.Bind(local), handler.Ref);
        return (socket, handler.ExpectMsg<Udp.Bound>().LocalEndPoint, handler);
    }

    private (IActorRef Socket, IPEndPoint Local, TestProbe Handler) Connect(IPEndPoint remote)
    {
        TestProbe handler = CreateTestProbe();
        IActorRef socket = Sys.ActorOf(DatagramActor.Props());
        socket.Tell(new Udp.Connect(remote), handler.Ref);
        return (socket, handler.ExpectMsg<Udp.Connected>().LocalEndPoint, handler);
    }
}

using System.Buffers;
using System.Net;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Verification;

/// <summary>What belongs to a socket's process says so, by the means that Akka looks at.</summary>
public sealed class LocalSpec
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    public static TheoryData<string, Props> OfSockets => new()
    {
        { "listener", ListenerActor.Props(AnyPort) },
        { "listener on a port", ListenerActor.Props(0) },
        { "listener of connections", ListenerActor.Props(AnyPort, Props.Create<Connection>()) },
        { "listener of handlers", ListenerActor.Props(AnyPort, _ => Props.Empty) },
        { "listener of a method", ListenerActor.Props(AnyPort, _ => Task.CompletedTask) },
        { "dialer", DialerActor.Props() },
        { "dialer of connections", DialerActor.Props(Props.Create<Connection>()) },
        { "dialer of handlers", DialerActor.Props(_ => Props.Empty) },
        { "datagram socket", DatagramActor.Props() },
        { "connection", ConnectionSupervisor.OnNetPoll(Props.Create<Connection>()) },
        { "connection that is to be elsewhere", ConnectionSupervisor.OnNetPoll(Props.Create<Connection>().WithDeploy(Elsewhere)) },
    };

    private static Deploy Elsewhere => new(new RemoteScope(Address.Parse("akka.tcp://other@127.0.0.1:1")));

    [Theory]
    [MemberData(nameof(OfSockets), DisableDiscoveryEnumeration = true)]
    public void A_sockets_actor_is_made_here_and_nowhere_else_whatever_else_its_Props_are_given(string what, Props props)
    {
        props.Deploy.Scope.Should().BeOfType<LocalScope>(what);
        props.WithDispatcher(NetPollSettings.Dispatcher).WithMailbox("any").Deploy.Scope.Should().BeOfType<LocalScope>(what);
    }

    [Fact]
    public void A_connections_Props_keep_the_dispatcher_and_the_mailbox_that_they_were_given()
    {
        Props props = ConnectionSupervisor.OnNetPoll(Props.Create<Connection>().WithDispatcher("theirs").WithMailbox("their-own"));

        (props.Dispatcher, props.Mailbox).Should().Be(("theirs", "their-own"));
    }

    [Fact]
    public void Every_message_is_one_that_is_not_verified()
    {
        var verified = from type in typeof(NetPoll).Assembly.GetTypes()
                       where type.DeclaringType is { } within && (IsVocabulary(within) || within.IsAssignableTo(typeof(ActorBase)))
                       where type.GetMethod("<Clone>$") is not null
                       where !type.IsAssignableTo(typeof(INoSerializationVerificationNeeded))
                       select type.FullName;

        verified.Should().BeEmpty();
    }

    private static bool IsVocabulary(Type type) => type == typeof(Poller) || type == typeof(Tcp) || type == typeof(Udp);

    private sealed class Connection : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data) => data.End;
    }
}

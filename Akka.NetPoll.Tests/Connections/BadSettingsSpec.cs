using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Bad settings of the system that are first read when a listener, a dialer or a datagram socket needs them.</summary>
public sealed class BadSettingsSpec : TestKit.Xunit2.TestKit
{
    private const string Named = "akka.netpoll.listener.backlog is 'many', and should be a whole number, at least 0";

    public BadSettingsSpec()
        : base("akka.netpoll.listener.backlog = many") => Sys.EventStream.Subscribe(TestActor, typeof(Error));

    [Fact]
    public void A_listener_names_them_in_the_log_in_one_line_tells_its_commander_and_stops()
    {
        IActorRef listener = Watch(Sys.ActorOf(ListenerActor.Props(0, new ListenOptions { Commander = TestActor })));

        var error = ExpectMsg<Error>();
        error.Message.ToString().Should().EndWith(Named);
        error.Cause.Should().BeNull("a stack says nothing about a setting");
        ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ConfigurationException>().Which.Message.Should().Be(Named);
        ExpectTerminated(listener);
    }

    [Fact]
    public void A_dialer_names_them_in_the_log_in_one_line_and_answers_each_Connect_with_them()
    {
        IActorRef dialer = Sys.ActorOf(DialerActor.Props());

        var error = ExpectMsg<Error>();
        error.Message.ToString().Should().EndWith(Named);
        error.Cause.Should().BeNull();
        for (int i = 0; i < 2; i++)
        {
            dialer.Tell(new Tcp.Connect(ListenRequest.Any(1)), TestActor);
            ExpectMsg<Tcp.CommandFailed>().Cause.Should().BeOfType<ConfigurationException>().Which.Message.Should().Be(Named);
        }
    }

    [Fact]
    public void A_datagram_socket_names_them_in_the_log_in_one_line_and_answers_each_command_with_them_until_Unbind()
    {
        IActorRef socket = Watch(Sys.ActorOf(DatagramActor.Props()));

        var error = ExpectMsg<Error>();
        error.Message.ToString().Should().EndWith(Named);
        error.Cause.Should().BeNull();
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        foreach (Udp.Command command in new Udp.Command[] { new Udp.Bind(any), new Udp.Connect(any), new Udp.Send(new byte[1], any) })
        {
            socket.Tell(command, TestActor);
            var failed = ExpectMsg<Udp.CommandFailed>();
            failed.Command.Should().BeSameAs(command);
            failed.Cause.Should().BeOfType<ConfigurationException>().Which.Message.Should().Be(Named);
        }

        socket.Tell(Udp.Unbind.Instance, TestActor);
        ExpectMsg<Udp.Unbound>();
        ExpectTerminated(socket);
    }
}

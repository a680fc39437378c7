using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>Listeners and dialers that stop while CoordinatedShutdown waits for their answer are waited for no longer.</summary>
public sealed class ShutdownOfTheStoppedSpec() : NetPollTestKit("""
    akka.netpoll.shutdown.close-timeout = 1h
    akka.coordinated-shutdown.default-phase-timeout = 1h
    akka.coordinated-shutdown.phases.service-stop.timeout = 1h
    akka.coordinated-shutdown.exit-clr = off
    """)
{
    [Fact]
    public void A_listener_that_stops_instead_of_answering_is_not_waited_for()
    {
        TestProbe listener = CreateTestProbe();
        ConnectionsShutdown connections = Sys.NetPoll().Connections.Shutdown;
        connections.AddListener(listener.Ref);

        Task shutdown = CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);
        listener.ExpectMsg<Tcp.Unbind>();
        listener.Reply(Tcp.Unbound.Instance);
        listener.ExpectMsg<ConnectionsShutdown.CloseAll>();
        connections.Remove(listener.Ref);

        shutdown.Wait(Eventually.Limit).Should().BeTrue();
    }
}

using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using AwesomeAssertions;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A system whose waits have generous limits: the machine may be busy.</summary>
public abstract class NetPollTestKit(string hocon = "") : TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString(hocon).WithFallback(Generous))
{
    private static readonly Config Generous = ConfigurationFactory.ParseString($"""
        akka.loglevel = WARNING
        {Backend.Hocon}
        akka.test.single-expect-default = {Eventually.Limit.TotalSeconds}s
        akka.test.filter-leeway = {Eventually.Limit.TotalSeconds}s
        akka.test.default-timeout = {Eventually.Limit.TotalSeconds}s
        """);

    protected IActorRef Poller => Sys.NetPoll().Poller;

    /// <summary>Nothing more has been told to the probe: a mark that is told now is the next that it has.</summary>
    /// <param name="probe">The probe, or this for the test's own actor.</param>
    /// <param name="from">The actor that must have ended first, and so has told all that it ever will; null where what tells is the test's thread.</param>
    private protected void ExpectNothingMore(TestKitBase probe, IActorRef? from = null)
    {
        if (from is not null)
        {
            TestProbe end = CreateTestProbe();
            end.Watch(from);
            end.ExpectTerminated(from);
        }

        var mark = new Mark();
        probe.TestActor.Tell(mark);
        probe.ExpectMsg<object>().Should().BeSameAs(mark);
    }

    // Reaches its receiver as it is, also where messages are serialized to verify them.
    private sealed class Mark : INoSerializationVerificationNeeded;
}

using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Configs;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

/// <summary>From when the receive timeout counts, in a time of the spec's own.</summary>
public sealed class ReceiveTimeoutClockSpec() : Akka.TestKit.Xunit2.TestKit(
    ConfigurationFactory.ParseString("akka.stdout-loglevel = OFF, akka.test.single-expect-default = 20s").WithFallback(TestConfigs.TestSchedulerConfig))
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void A_message_starts_the_time_anew()
    {
        var actor = Sys.ActorOf(Props.Create(() => new ReceiveTimeoutSpec.Idle(Timeout, TestActor)));
        for (var i = 0; i < 3; i++)
        {
            Handled(actor, "message");
            Scheduler.Advance(Timeout * 0.9);
            Handled(actor, ReceiveTimeoutSpec.Transparent.Instance);
        }

        Scheduler.Advance(Timeout * 0.2);

        ExpectMsg("timeout");
    }

    // What comes behind it is no message to the timeout; when that is answered, the time of the message has been set.
    private void Handled(IActorRef actor, object message)
    {
        actor.Tell(message);
        actor.Tell(ReceiveTimeoutSpec.Transparent.Instance);
        ExpectMsg(message);
        ExpectMsg(ReceiveTimeoutSpec.Transparent.Instance);
    }
}

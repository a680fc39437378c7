using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A system whose waits have generous limits: the machine may be busy.</summary>
public abstract class NetPollTestKit(string hocon = "") : TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString(hocon).WithFallback(Generous))
{
    private static readonly Config Generous = ConfigurationFactory.ParseString("""
        akka.loglevel = WARNING
        akka.test.single-expect-default = 20s
        akka.test.filter-leeway = 20s
        akka.test.default-timeout = 20s
        """);

    protected IActorRef Poller => Sys.NetPoll().Poller;
}

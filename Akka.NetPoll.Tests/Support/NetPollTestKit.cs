using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Akka.NetPoll.Tests.Support;

/// <summary>A system whose waits have generous limits: the machine may be busy.</summary>
public abstract class NetPollTestKit(string hocon = "") : TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString(hocon).WithFallback(Generous))
{
    private static readonly Config Generous = ConfigurationFactory.ParseString($"""
        akka.loglevel = WARNING
        akka.test.single-expect-default = {Eventually.Limit.TotalSeconds}s
        akka.test.filter-leeway = {Eventually.Limit.TotalSeconds}s
        akka.test.default-timeout = {Eventually.Limit.TotalSeconds}s
        """);

    protected IActorRef Poller => Sys.NetPoll().Poller;
}

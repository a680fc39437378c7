using Akka.Configuration;
using Akka.Event;
using Akka.NetPoll.Configuration;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Configuration;

/// <summary>Names below akka.netpoll that are no settings.</summary>
public sealed class UnknownSettingsSpec : TestKit.Xunit2.TestKit
{
    public UnknownSettingsSpec()
        : base("akka.netpoll.connection.idletimeout = 1s") => Sys.EventStream.Subscribe(TestActor, typeof(Warning));

    [Fact]
    public void A_misspelled_setting_is_named_in_a_warning_when_the_extension_starts()
    {
        Sys.NetPoll();

        ExpectMsg<Warning>().Message.ToString().Should().Be("akka.netpoll.connection.idletimeout is no setting and has no effect");
    }

    [Theory]
    [InlineData("akka.netpoll.conection.idle-timeout = 1s", "akka.netpoll.conection")]
    [InlineData("akka.netpoll { workers.cuont = 1, tls { timeout = 1s } }", "akka.netpoll.workers.cuont", "akka.netpoll.tls.timeout")]
    [InlineData("akka.netpoll.idle-timeout = 1s", "akka.netpoll.idle-timeout")]
    public void What_has_no_default_is_none(string hocon, params string[] unknown) => In(hocon).Should().Equal(unknown);

    [Theory]
    [InlineData("akka.netpoll.connection { idle-timeout = 1s, no-delay = off }")]
    [InlineData("akka.netpoll.dispatcher.throughput-deadline-time = 1s")]
    [InlineData("akka.loglevel = DEBUG")]
    [InlineData("")]
    public void Settings_and_what_is_akkas_to_read_are_none(string hocon) => In(hocon).Should().BeEmpty();

    private static IEnumerable<string> In(string hocon) =>
        UnknownSettings.In(ConfigurationFactory.ParseString(hocon).WithFallback(NetPollSettings.DefaultConfig()));
}

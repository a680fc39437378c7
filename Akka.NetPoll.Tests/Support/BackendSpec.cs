using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Support;

public sealed class BackendSpec : NetPollTestKit
{
    [Fact]
    public void The_specs_systems_use_the_multiplexer_that_the_environment_names()
    {
        string? named = Environment.GetEnvironmentVariable("AKKA_NETPOLL_MULTIPLEXER");

        Sys.NetPoll().Settings.Multiplexer.Should().Be(string.IsNullOrEmpty(named) ? "auto" : named);
    }
}

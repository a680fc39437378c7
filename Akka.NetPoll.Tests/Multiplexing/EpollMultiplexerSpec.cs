using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed class EpollMultiplexerSpec() : MultiplexerSpec(new EpollMultiplexer())
{
    [SkippableFact]
    public async Task A_program_that_is_started_inherits_none_of_its_descriptors()
    {
        int before = await InheritedAsync(); // From the process that has started this one.
        using var multiplexer = new EpollMultiplexer();

        (await InheritedAsync()).Should().Be(before);

        static async Task<int> InheritedAsync()
        {
            using var ls = OutsideProgram.Start("ls", "-l", "/proc/self/fd");
            string[] lines = (await ls.Output.ReadToEndAsync().WaitAsync(Eventually.Limit)).Split('\n');
            lines.Should().Contain(line => line.Contains("/proc/", StringComparison.Ordinal), "it lists what it has");
            return lines.Count(line => line.Contains("[event", StringComparison.Ordinal));
        }
    }
}

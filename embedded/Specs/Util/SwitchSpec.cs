using Akka.Util;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Util;

public class SwitchSpec
{
    [Fact]
    public void It_switches_once_each_way()
    {
        var target = new Switch();

        target.SwitchOn().Should().BeTrue();
        target.SwitchOn().Should().BeFalse();
        target.IsOn.Should().BeTrue();
        target.SwitchOff().Should().BeTrue();
        target.SwitchOff().Should().BeFalse();
        target.IsOff.Should().BeTrue();
    }

    [Fact]
    public void An_action_that_throws_puts_it_back()
    {
        var target = new Switch(startAsOn: true);

        target.Invoking(s => s.SwitchOff(() => throw new InvalidOperationException())).Should().Throw<InvalidOperationException>();

        target.IsOn.Should().BeTrue();
    }

    [Fact]
    public void Actions_run_only_in_their_position()
    {
        var target = new Switch(startAsOn: true);
        var runs = new List<string>();

        target.IfOn(() => runs.Add("if on")).Should().BeTrue();
        target.IfOff(() => runs.Add("if off")).Should().BeFalse();
        target.WhileOn(() => runs.Add("while on")).Should().BeTrue();
        target.WhileOff(() => runs.Add("while off")).Should().BeFalse();
        target.Locked(() => runs.Add("locked"));

        runs.Should().Equal("if on", "while on", "locked");
    }

    [Fact]
    public void Of_many_threads_one_switches()
    {
        var target = new Switch();

        var wins = ParallelEnumerable.Range(0, 1000).Count(_ => target.SwitchOn(() => { }));

        wins.Should().Be(1);
    }
}

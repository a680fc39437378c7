using System.Globalization;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Linux;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>A reserve of descriptors, in a process that has as many and as few free ones as a spec says.</summary>
public sealed class DescriptorReserveSpec : IDisposable
{
    private readonly SocketPair _pair = new();
    private int _lowestFree, _limit = 100, _asked;

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    [InlineData(81, true)]
    [InlineData(int.MaxValue, true)] // There is none at all.
    public void It_is_reached_when_the_next_descriptor_would_be_one_of_the_highest(int next, bool reached)
    {
        DescriptorReserve reserve = Seen(20, next);

        reserve.IsReached(_pair.Ours).Should().Be(reached);
    }

    [Theory]
    [InlineData(74, false)]
    [InlineData(75, true)]
    public void Of_a_small_limit_a_quarter_is_reserved_at_most(int next, bool reached) =>
        Seen(1000, next).IsReached(_pair.Ours).Should().Be(reached);

    [Fact]
    public void Without_a_reserve_it_is_never_reached()
    {
        Seen(0, int.MaxValue).IsReached(_pair.Ours).Should().BeFalse();

        _asked.Should().Be(0);
    }

    [Fact]
    public void While_the_numbers_are_far_below_the_kernel_is_not_asked()
    {
        _limit = 4 * _pair.Fd;
        var reserve = new DescriptorReserve(0x10, () => _limit, LowestFree);
        reserve.Note(_pair.Ours); // A quarter of the limit, where half of three quarters is not reached.
        _lowestFree = int.MaxValue;

        reserve.IsReached(_pair.Ours).Should().BeFalse();

        _asked.Should().Be(0);
    }

    [Fact]
    public void From_half_of_what_is_not_reserved_on_it_is()
    {
        _limit = 2 * _pair.Fd;
        var reserve = new DescriptorReserve(1, () => _limit, LowestFree);
        reserve.Note(_pair.Ours);
        _lowestFree = _pair.Fd;

        reserve.IsReached(_pair.Ours).Should().BeFalse();

        _asked.Should().Be(1);
    }

    [Fact]
    public void A_limit_that_is_changed_from_outside_counts_from_then_on()
    {
        DescriptorReserve reserve = Seen(20, 85);
        reserve.IsReached(_pair.Ours).Should().BeTrue();

        _limit = 110;

        reserve.IsReached(_pair.Ours).Should().BeFalse();
    }

    [Fact]
    public void Once_descriptors_are_free_again_it_is_reached_no_more_and_says_so_without_asking()
    {
        DescriptorReserve reserve = Seen(20, 90);
        reserve.IsReached(_pair.Ours).Should().BeTrue();
        _lowestFree = 10;
        reserve.IsReached(_pair.Ours).Should().BeFalse();
        int asked = _asked;

        reserve.IsReached(_pair.Ours).Should().BeFalse();

        _asked.Should().Be(asked);
    }

    [Fact]
    public void The_lowest_free_number_is_asked_for_at_the_cost_of_no_descriptor()
    {
        int[] numbers = [.. Enumerable.Range(0, 2000).Select(_ => DescriptorCalls.LowestFree(_pair.Fd))];

        numbers.Should().OnlyContain(number => number > 0 && number != _pair.Fd);
        (numbers.Max() - numbers.Min()).Should().BeLessThan(1000, "each is given back, whatever other specs take meanwhile");
        DescriptorCalls.LowestFree(-1).Should().Be(int.MaxValue);
    }

    [Fact]
    public void The_limit_is_the_one_that_the_kernel_tells()
    {
        string line = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];

        DescriptorCalls.Limit().Should().Be(soft == "unlimited" ? int.MaxValue : int.Parse(soft, CultureInfo.InvariantCulture));
    }

    public void Dispose() => _pair.Dispose();

    // A descriptor has been handed out whose number is beyond where asking begins.
    private DescriptorReserve Seen(int count, int next)
    {
        int limit = _limit;
        _limit = 2; // The number of any descriptor is beyond the half of this.
        var reserve = new DescriptorReserve(count, () => _limit, LowestFree);
        reserve.Note(_pair.Ours);
        (_limit, _lowestFree) = (limit, next);
        return reserve;
    }

    private int LowestFree(int fd)
    {
        _asked++;
        fd.Should().Be(_pair.Fd);
        return _lowestFree;
    }
}

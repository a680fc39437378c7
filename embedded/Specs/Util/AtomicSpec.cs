using Akka.Util;
using Akka.Util.Internal;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Util;

public class AtomicSpec
{
    [Fact]
    public void A_flag_changes_only_from_what_is_expected()
    {
        var flag = new AtomicBoolean();

        flag.CompareAndSet(true, false).Should().BeFalse();
        flag.CompareAndSet(false, true).Should().BeTrue();
        flag.GetAndSet(false).Should().BeTrue();
        ((bool)flag).Should().BeFalse();
    }

    [Fact]
    public void A_reference_changes_only_from_what_is_expected()
    {
        var (first, second) = (new object(), new object());
        var reference = new AtomicReference<object>(first);

        reference.CompareAndSet(second, first).Should().BeFalse();
        reference.CompareAndSet(first, second).Should().BeTrue();
        reference.GetAndSet(first).Should().BeSameAs(second);
        reference.Value.Should().BeSameAs(first);
    }

    [Fact]
    public void A_counter_starts_so_that_next_is_zero()
    {
        new AtomicCounter().Next().Should().Be(0);
        new AtomicCounterLong().Next().Should().Be(0);
        new AtomicCounter(5).GetAndIncrement().Should().Be(5);
        new AtomicCounterLong(5).IncrementAndGet().Should().Be(6);
    }

    [Fact]
    public void A_counter_tells_the_sum_before_or_after()
    {
        var counter = new AtomicCounter(10);

        counter.GetAndAdd(5).Should().Be(10);
        counter.AddAndGet(5).Should().Be(20);
        counter.GetAndDecrement().Should().Be(20);
        counter.DecrementAndGet().Should().Be(18);
        counter.GetAndSet(1).Should().Be(18);
        counter.CompareAndSet(1, 2).Should().BeTrue();
        counter.Reset();
        counter.Current.Should().Be(0);
    }

    [Fact]
    public void Counting_threads_lose_nothing()
    {
        var counter = new AtomicCounterLong(0);

        Parallel.For(0, 10_000, _ => counter.Next());

        counter.Current.Should().Be(10_000);
    }

    [Fact]
    public void Swapping_threads_lose_nothing()
    {
        var list = new List<int>();

        Parallel.For(0, 1_000, i => InterlockedSpin.Swap(ref list, old => [.. old, i]));

        list.Should().HaveCount(1_000).And.OnlyHaveUniqueItems();
    }
}

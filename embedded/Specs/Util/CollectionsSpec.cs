using Akka.Actor;
using Akka.Util;
using Akka.Util.Internal;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Akka.Embedded.Specs.Util;

public class CollectionsSpec
{
    [Fact]
    public void A_set_has_each_item_once()
    {
        var set = new ConcurrentSet<string> { };

        set.TryAdd("a").Should().BeTrue();
        set.TryAdd("a").Should().BeFalse();
        set.TryRemove("a").Should().BeTrue();
        set.TryRemove("a").Should().BeFalse();
        set.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void An_index_has_several_values_a_key()
    {
        var index = new Index<string, int>();

        index.Put("a", 1).Should().BeTrue();
        index.Put("a", 1).Should().BeFalse();
        index.Put("a", 2).Should().BeTrue();
        index.Put("b", 2).Should().BeTrue();

        index["a"].Should().BeEquivalentTo([1, 2]);
        index["c"].Should().BeEmpty();
        index.FindValue("a", value => value > 1).Should().Be(2);
        index.Values.Should().BeEquivalentTo([1, 2]);
        index.RemoveValue(2);
        index.Keys.Should().Equal("a");
        index.Remove("a", 1).Should().BeTrue();
        index.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_priority_queue_hands_out_the_lowest_number_first()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            var queue = new ListPriorityQueue(4, message => (int)message);
            foreach (var number in numbers) queue.Enqueue(new Envelope(number, ActorRefs.NoSender));
            var consistent = queue.IsConsistent();
            var taken = numbers.Select(_ => (int)queue.Dequeue().Message).ToList();
            return consistent && queue.Count() == 0 && taken.SequenceEqual(numbers.Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_stable_priority_queue_keeps_equals_in_order()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            var messages = numbers.Select((number, place) => (Priority: number % 3, Place: place)).ToList();
            var queue = new StableListPriorityQueue(4, message => (((int Priority, int Place))message).Priority);
            foreach (var message in messages) queue.Enqueue(new Envelope(message, ActorRefs.NoSender));
            var taken = messages.Select(_ => ((int Priority, int Place))queue.Dequeue().Message).ToList();
            return taken.SequenceEqual(messages.OrderBy(message => message.Priority));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("a.b.c", "a|b|c")]
    [InlineData("a.\"b.c\".d", "a|b.c|d")]
    [InlineData("\"a\"", "a")]
    [InlineData("", "")]
    public void A_path_is_split_at_its_dots_but_not_in_quotes(string path, string expected)
    {
        path.SplitDottedPathHonouringQuotes().Join("|").Should().Be(expected);
    }
}

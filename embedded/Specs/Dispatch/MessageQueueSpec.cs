using Akka.Actor;
using Akka.Dispatch.MessageQueues;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Akka.Embedded.Specs.Dispatch;

/// <summary>Message queues by themselves: one consumer, who may put messages back in front of a deque.</summary>
public sealed class MessageQueueSpec
{
    public static TheoryData<IMessageQueue> Queues => new(
        new UnboundedMessageQueue(),
        new UnboundedDequeMessageQueue(),
        new BoundedMessageQueue(1_000_000, TimeSpan.FromSeconds(10)),
        new UnboundedStablePriorityMessageQueue(_ => 0, 16));

    [Theory]
    [MemberData(nameof(Queues))]
    public void Any_order_of_enqueues_and_dequeues_is_first_in_first_out(IMessageQueue queue)
    {
        // A positive number enqueues so many, a negative one dequeues as many: far enough to fill rings of every size.
        var bursts = Gen.ArrayOf(Gen.Choose(-300, 300)).ToArbitrary();

        Prop.ForAll(bursts, sizes => Behaves(queue, sizes)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task Each_producers_messages_arrive_once_and_in_order(IMessageQueue queue)
    {
        const int producers = 4, each = 20_000;
        var sending = Enumerable.Range(0, producers).Select(producer => Task.Run(() =>
        {
            for (var i = 0; i < each; i++) queue.Enqueue(ActorRefs.Nobody, new Envelope((producer, i), ActorRefs.NoSender));
        })).ToArray();

        var next = new int[producers];
        for (var taken = 0; taken < producers * each;)
        {
            if (!queue.TryDequeue(out var envelope)) continue;
            var (producer, number) = ((int, int))envelope.Message;
            number.Should().Be(next[producer]++);
            taken++;
        }

        await Task.WhenAll(sending);
        queue.HasMessages.Should().BeFalse();
        queue.Count.Should().Be(0);
    }

    [Fact]
    public void What_is_put_in_front_of_a_deque_comes_first_the_last_of_it_foremost()
    {
        var queue = new UnboundedDequeMessageQueue();
        queue.Enqueue(ActorRefs.Nobody, new Envelope("third", ActorRefs.NoSender));
        queue.EnqueueFirst(new Envelope("second", ActorRefs.NoSender));
        queue.EnqueueFirst(new Envelope("first", ActorRefs.NoSender));

        Drain(queue).Should().Equal("first", "second", "third");
    }

    private static bool Behaves(IMessageQueue queue, int[] sizes)
    {
        var model = new Queue<int>();
        var number = 0;
        foreach (var size in sizes)
        {
            for (var i = 0; i < size; i++)
            {
                model.Enqueue(number);
                queue.Enqueue(ActorRefs.Nobody, new Envelope(number++, ActorRefs.NoSender));
            }
            for (var i = 0; i < -size; i++)
            {
                var some = queue.TryDequeue(out var envelope);
                if (some != model.TryDequeue(out var expected) || (some && !expected.Equals(envelope.Message))) return false;
            }
            if (queue.Count != model.Count || queue.HasMessages != model.Count > 0) return false;
        }
        return Drain(queue).Cast<int>().SequenceEqual(model);
    }

    private static IEnumerable<object> Drain(IMessageQueue queue)
    {
        while (queue.TryDequeue(out var envelope)) yield return envelope.Message;
    }
}

using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Event;

public sealed class EventStreamSpec : ActorSpec
{
    private EventStream Stream => Sys.EventStream;

    [Fact]
    public void A_subscription_covers_subclasses()
    {
        Stream.Subscribe(TestActor, typeof(Animal)).Should().BeTrue();

        Stream.Publish(new Dog("Rex"));
        Stream.Publish("a string");
        Stream.Publish(new Animal("Tim"));

        ExpectMsg<Dog>().Name.Should().Be("Rex");
        ExpectMsg<Animal>().Name.Should().Be("Tim");
    }

    [Fact]
    public void A_subscription_to_an_interface_covers_those_that_implement_it()
    {
        Stream.Subscribe<IBark>(TestActor);

        Stream.Publish(new Animal("Tim"));
        Stream.Publish(new Dog("Rex"));

        ExpectMsg<Dog>();
    }

    [Fact]
    public void A_subscription_to_object_covers_everything()
    {
        var stream = new EventStream(false);
        stream.Subscribe(TestActor, typeof(object));

        stream.Publish(7);

        ExpectMsg(7);
    }

    [Fact]
    public void Who_is_subscribed_twice_over_hears_an_event_once()
    {
        Stream.Subscribe<Animal>(TestActor).Should().BeTrue();
        Stream.Subscribe<Animal>(TestActor).Should().BeFalse();
        Stream.Subscribe<Dog>(TestActor).Should().BeTrue();

        Stream.Publish(new Dog("Rex"));
        TestActor.Tell("after");

        ExpectMsg<Dog>();
        ExpectMsg("after");
    }

    [Fact]
    public void Who_has_unsubscribed_hears_nothing()
    {
        Stream.Subscribe<Animal>(TestActor);
        Stream.Publish(new Animal("heard"));

        Stream.Unsubscribe<Animal>(TestActor).Should().BeTrue();
        Stream.Unsubscribe<Animal>(TestActor).Should().BeFalse();
        Stream.Publish(new Animal("not heard"));
        TestActor.Tell("after");

        ExpectMsg<Animal>().Name.Should().Be("heard");
        ExpectMsg("after");
    }

    [Fact]
    public void A_subclass_can_be_left_out_of_a_subscription()
    {
        Stream.Subscribe<Animal>(TestActor);

        Stream.Unsubscribe<Dog>(TestActor).Should().BeTrue();
        Stream.Publish(new Dog("not heard"));
        Stream.Publish(new Animal("heard"));

        ExpectMsg<Animal>().Name.Should().Be("heard");
    }

    [Fact]
    public void Unsubscribing_from_all_ends_every_subscription()
    {
        Stream.Subscribe<Animal>(TestActor);
        Stream.Subscribe<string>(TestActor);

        Stream.Unsubscribe(TestActor).Should().BeTrue();
        Stream.Publish(new Animal("not heard"));
        Stream.Publish("not heard");
        TestActor.Tell(1);

        ExpectMsg(1);
        Stream.Unsubscribe(TestActor).Should().BeFalse();
    }

    [Fact]
    public void A_subscriber_that_stops_is_unsubscribed()
    {
        var probe = CreateTestProbe();
        Stream.Subscribe<Animal>(probe).Should().BeTrue();
        Watch(probe);

        Sys.Stop(probe);
        ExpectTerminated(probe);

        // It is not subscribed any more as soon as it can subscribe anew; its place is free then.
        AwaitAssert(() => Stream.Unsubscribe<Animal>(probe).Should().BeFalse(), Limit);
    }

    [Fact]
    public void Null_cannot_subscribe()
    {
        var subscribe = () => Stream.Subscribe(null!, typeof(Animal));
        var unsubscribe = () => Stream.Unsubscribe(null!);

        subscribe.Should().Throw<ArgumentNullException>();
        unsubscribe.Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Threads_that_publish_and_subscribe_at_once_lose_nothing_that_was_subscribed_before()
    {
        const int Events = 2_000;
        Stream.Subscribe<Dog>(TestActor);
        var other = CreateTestProbe();

        Parallel.Invoke(
            () => Times(Events, i => Stream.Publish(new Dog($"{i}"))),
            () => Times(Events / 10, _ =>
            {
                Stream.Subscribe<Animal>(other);
                Stream.Unsubscribe<Animal>(other);
            }));

        ReceiveN(Events, Limit).Cast<Dog>().Select(d => d.Name).Should().Equal(Enumerable.Range(0, Events).Select(i => $"{i}"));
    }

    private static void Times(int count, Action<int> action)
    {
        for (var i = 0; i < count; i++) action(i);
    }

    private interface IBark;

    private record Animal(string Name);

    private sealed record Dog(string Name) : Animal(Name), IBark;
}

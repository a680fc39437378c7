using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Dispatch;

/// <summary>How many messages an actor may process before another one gets its turn. One thread makes the turns visible.</summary>
/// <remarks>A turn is one message more than the throughput: the real one counts after the message, and so do we.</remarks>
public sealed class ThroughputSpec() : ActorSpec($$"""
    by-one { {{OneThread}}, throughput = 1 }
    by-three { {{OneThread}}, throughput = 3 }
    by-time { {{OneThread}}, throughput = 1000, throughput-deadline-time = 1ms }
    """)
{
    private static string OneThread => $"type = Dispatcher, executor = \"{OneThreadExecutorConfigurator.Reference}\", thread-name = turns";

    [Fact]
    public void With_a_throughput_of_one_a_turn_is_two_messages()
    {
        Turns("by-one", 4).Should().Be("aabbaabb");
    }

    [Fact]
    public void With_a_throughput_of_three_a_turn_is_four_messages()
    {
        Turns("by-three", 7).Should().Be("aaaabbbbaaabbb");
    }

    [Fact]
    public void A_turn_ends_at_the_deadline_whatever_the_throughput()
    {
        Turns("by-time", 3, () => SpinWait.SpinUntil(() => false, 5)).Should().Be("ababab");
    }

    [Fact]
    public void The_default_throughput_is_thirty()
    {
        Sys.Dispatchers.DefaultGlobalDispatcher.Throughput.Should().Be(30);
        Sys.Dispatchers.Lookup("by-three").Throughput.Should().Be(3);
    }

    // Fills both mailboxes while the one thread is held, then lets it go.
    private string Turns(string dispatcher, int messages, Action? work = null)
    {
        using var gate = new ManualResetEventSlim();
        var holder = Sys.ActorOf(Lambda((_, _) => gate.Wait(Limit)).WithDispatcher(dispatcher));
        var (a, b) = (Reporting("a", dispatcher, work), Reporting("b", dispatcher, work));
        holder.Tell("hold");
        for (var i = 0; i < messages; i++) a.Tell("turn", TestActor);
        for (var i = 0; i < messages; i++) b.Tell("turn", TestActor);
        gate.Set();
        return string.Concat(ReceiveN(messages * 2, Limit).Cast<string>());
    }

    private IActorRef Reporting(string name, string dispatcher, Action? work)
    {
        var actor = Sys.ActorOf(Lambda((context, message) =>
        {
            if (message is "turn") work?.Invoke();
            context.Sender.Tell(message is "turn" ? name : message);
        }).WithDispatcher(dispatcher));
        actor.Tell("started", TestActor);
        ExpectMsg("started");
        return actor;
    }
}

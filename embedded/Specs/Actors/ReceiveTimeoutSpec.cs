using System.Diagnostics;
using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class ReceiveTimeoutSpec : ActorSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(60);

    [Fact]
    public void An_idle_actor_is_told_ReceiveTimeout_again_and_again()
    {
        var clock = Stopwatch.StartNew();
        SpawnWith(Short);

        ExpectMsg("timeout");
        clock.Elapsed.Should().BeGreaterThan(Short * 0.7);
        ExpectMsg("timeout");
    }

    [Fact]
    public void Null_cancels_it()
    {
        var actor = SpawnWith(Short);
        ExpectMsg("timeout");

        actor.Tell("cancel");

        FishForMessage(m => m is "cancelled");
        ExpectNoMsg(Short * 3);
    }

    [Fact]
    public void A_message_that_does_not_influence_it_lets_the_time_run_on()
    {
        var actor = SpawnWith(TimeSpan.FromMilliseconds(300));
        using var ticks = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(Short, Short, actor, Transparent.Instance, Nobody.Instance).AsDisposable();

        FishForMessage(m => m is "timeout", Limit);
    }

    [Fact]
    public void The_context_tells_which_timeout_is_set()
    {
        var actor = SpawnWith(TimeSpan.FromMinutes(1));
        actor.Tell("which");
        ExpectMsg(TimeSpan.FromMinutes(1));

        actor.Tell("cancel");
        actor.Tell("which");

        ExpectMsg("cancelled");
        ExpectMsg("none");
    }

    private IActorRef SpawnWith(TimeSpan timeout) => Sys.ActorOf(Props.Create(() => new Idle(timeout, TestActor)));

    internal sealed class Transparent : INotInfluenceReceiveTimeout
    {
        public static readonly Transparent Instance = new();
    }

    internal sealed class Idle : UntypedActor
    {
        private readonly IActorRef _observer;

        public Idle(TimeSpan timeout, IActorRef observer)
        {
            _observer = observer;
            Context.SetReceiveTimeout(timeout);
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case ReceiveTimeout: _observer.Tell("timeout"); break;
                case "cancel": Context.SetReceiveTimeout(null); _observer.Tell("cancelled"); break;
                case "which": _observer.Tell(Context.ReceiveTimeout is { } set ? set : "none"); break;
                default: _observer.Tell(message); break;
            }
        }
    }
}

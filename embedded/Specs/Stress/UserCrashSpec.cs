using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Stress;

/// <summary>Whatever user code throws, wherever it throws: the system and the other actors live on.</summary>
[Collection(nameof(StressCollection))]
public sealed class UserCrashSpec : ActorSpec
{
    [Theory]
    [InlineData("constructor")]
    [InlineData("PreStart")]
    [InlineData("OnReceive")]
    [InlineData("PostStop")]
    [InlineData("PreRestart")]
    [InlineData("PostRestart")]
    [InlineData("async")]
    public async Task A_crash_leaves_the_system_working(string place)
    {
        var bystander = Spawn((context, message) => context.Sender.Tell(message));

        for (var i = 0; i < 50; i++)
        {
            var actor = Sys.ActorOf(Props.Create(() => new Crashing(place)));
            actor.Tell("crash");
            actor.Tell(PoisonPill.Instance);
        }

        (await bystander.Ask<string>("alive", Limit)).Should().Be("alive");
        (await Spawn((context, message) => context.Sender.Tell(message)).Ask<string>("new", Limit)).Should().Be("new");
        Sys.WhenTerminated.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_decider_that_throws_leaves_the_system_working()
    {
        var parent = SpawnParent(new OneForOneStrategy(_ => throw new InvalidOperationException("decider")));
        var child = ChildOf(parent, HookActor.Props(Nobody.Instance));

        child.Tell(new Exception("boom"));

        (await Spawn((context, message) => context.Sender.Tell(message)).Ask<string>("alive", Limit)).Should().Be("alive");
    }

    private sealed class Crashing : ReceiveActor
    {
        private readonly string _place;

        public Crashing(string place)
        {
            _place = place;
            CrashIn("constructor");
            if (place == "async") ReceiveAnyAsync(async _ =>
            {
                await Task.Yield();
                throw new InvalidOperationException(place);
            });
            else ReceiveAny(_ => throw new InvalidOperationException(place));
        }

        protected override void PreStart() => CrashIn("PreStart");

        protected override void PostStop() => CrashIn("PostStop");

        protected override void PreRestart(Exception reason, object message) => CrashIn("PreRestart");

        protected override void PostRestart(Exception reason) => CrashIn("PostRestart");

        private void CrashIn(string here)
        {
            if (here == _place) throw new InvalidOperationException(here);
        }
    }
}

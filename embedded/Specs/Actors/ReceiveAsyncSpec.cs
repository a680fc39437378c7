using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class ReceiveAsyncSpec : ActorSpec
{
    [Fact]
    public void No_message_is_processed_before_the_awaited_one_is_done()
    {
        var gate = NewGate();
        var actor = Sys.ActorOf(Props.Create(() => new Awaiting(gate.Task, TestActor)));
        foreach (var message in new[] { "await", "next", "last" }) actor.Tell(message);

        ExpectMsg("awaiting");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        gate.SetResult();

        ExpectMsg("awaited");
        ExpectMsg("next");
        ExpectMsg("last");
    }

    [Fact]
    public void Sender_Self_and_Context_are_the_same_after_the_await()
    {
        var gate = NewGate();
        var actor = Sys.ActorOf(Props.Create(() => new Awaiting(gate.Task, Nobody.Instance)));
        actor.Tell("who", TestActor);
        actor.Tell("other", Nobody.Instance);
        gate.SetResult();

        ExpectMsg(("who", actor));
    }

    [Theory]
    [InlineData("throw before")]
    [InlineData("throw after")]
    public void An_exception_is_given_to_the_supervisor_before_or_after_the_await(string message)
    {
        var parent = SpawnParent(new OneForOneStrategy(failure => { TestActor.Tell(failure.Message); return Directive.Restart; }));
        var gate = NewGate();
        var child = ChildOf(parent, Props.Create(() => new Awaiting(gate.Task, TestActor)));
        child.Tell(message);
        child.Tell("next");
        gate.SetResult();

        ExpectMsg(message);
        ExpectMsg($"PreRestart {message}");
        ExpectMsg("next");
    }

    [Fact]
    public void An_actor_stopped_while_awaiting_ends_at_once_and_what_follows_the_await_never_runs()
    {
        var gate = NewGate();
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Awaiting(gate.Task, TestActor))));
        actor.Tell("await");
        ExpectMsg("awaiting");

        Sys.Stop(actor);
        ExpectTerminated(actor);
        gate.SetResult();

        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Become_after_an_await_takes_effect()
    {
        var actor = Sys.ActorOf(Props.Create(() => new BecomesAfterAwait()));
        actor.Tell("become", TestActor);
        actor.Tell("x", TestActor);

        ExpectMsg("became: x");
    }

    [Fact]
    public void RunTask_suspends_the_mailbox_too()
    {
        var gate = NewGate();
        var actor = Sys.ActorOf(Props.Create(() => new RunsTask(gate.Task)));
        actor.Tell("run", TestActor);
        actor.Tell("next", TestActor);

        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        gate.SetResult();

        ExpectMsg("ran");
        ExpectMsg("next");
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Awaiting : ReceiveActor
    {
        private readonly IActorRef _observer;

        public Awaiting(Task gate, IActorRef observer)
        {
            _observer = observer;
            ReceiveAsync<string>(m => m == "await", async _ =>
            {
                observer.Tell("awaiting");
                await gate;
                observer.Tell("awaited");
            });
            ReceiveAsync<string>(m => m == "who", async m =>
            {
                await gate;
                Sender.Tell((m, Context.Self));
            });
            ReceiveAsync<string>(m => m == "throw before", m => throw new InvalidOperationException(m));
            ReceiveAsync<string>(m => m == "throw after", async m =>
            {
                await gate;
                throw new InvalidOperationException(m);
            });
            ReceiveAny(observer.Tell);
        }

        protected override void PreRestart(Exception reason, object message) => _observer.Tell($"PreRestart {message}");
    }

    private sealed class BecomesAfterAwait : ReceiveActor
    {
        public BecomesAfterAwait() => ReceiveAsync<string>(async _ =>
        {
            await Task.Yield();
            Become(() => Receive<string>(s => Sender.Tell("became: " + s)));
        });
    }

    private sealed class RunsTask(Task gate) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is not "run")
            {
                Sender.Tell(message);
                return;
            }
            RunTask(async () =>
            {
                await gate;
                Sender.Tell("ran");
            });
        }
    }
}

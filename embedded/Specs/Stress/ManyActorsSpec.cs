using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Xunit;

namespace Akka.Embedded.Specs.Stress;

[Collection(nameof(StressCollection))]
public sealed class ManyActorsSpec : ActorSpec
{
    private const int Rounds = 5;
    private const int Parents = 20;
    private const int Children = 10_000;

    // In rounds, so that not all of them are alive at once.
    [Fact]
    public void A_million_actors_are_started_watched_and_stopped()
    {
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < Parents; i++) Sys.ActorOf(Props.Create(() => new Family(TestActor)));

            for (var i = 0; i < Parents; i++) ExpectMsg("all gone", Limit * 2);
        }
    }

    // Starts its children, lets each answer, stops each, and waits for every Terminated.
    private sealed class Family : ReceiveActor
    {
        private static readonly Props Child = Lambda((context, message) => context.Sender.Tell(message));
        private int _left = Children;

        public Family(IActorRef observer)
        {
            for (var i = 0; i < Children; i++) Context.Watch(Context.ActorOf(Child)).Tell("ready");
            Receive<string>(_ => Context.Stop(Sender));
            Receive<Terminated>(_ =>
            {
                if (--_left > 0) return;
                observer.Tell("all gone");
                Context.Stop(Self);
            });
        }
    }
}

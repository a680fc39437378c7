using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class BecomeSpec : ActorSpec
{
    [Fact]
    public void Become_replaces_the_behaviour()
    {
        Tell("become", "x", "unbecome", "x");

        ExpectMsg("second: x");
        ExpectMsg("first: x");
    }

    [Fact]
    public void BecomeStacked_is_undone_by_UnbecomeStacked_one_level_at_a_time()
    {
        Tell("stack", "x", "stack", "x", "unbecome", "x", "unbecome", "x");

        ExpectMsg("second: x");
        ExpectMsg("second: x");
        ExpectMsg("second: x");
        ExpectMsg("first: x");
    }

    [Fact]
    public void Become_replaces_only_the_top_of_the_stack()
    {
        Tell("stack", "become", "x", "unbecome", "x");

        ExpectMsg("second: x");
        ExpectMsg("first: x");
    }

    [Fact]
    public void UnbecomeStacked_at_the_bottom_leaves_the_first_behaviour()
    {
        Tell("unbecome", "unbecome", "x");

        ExpectMsg("first: x");
    }

    [Fact]
    public void A_restart_goes_back_to_the_first_behaviour()
    {
        Tell("stack", "stack", "become", new Exception("boom"), "x");

        ExpectMsg("first: x");
    }

    [Fact]
    public void A_ReceiveActor_becomes_another_set_of_handlers()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Switching()));
        foreach (var message in new object[] { "switch", "x", 1, "back", "x" }) actor.Tell(message, TestActor);

        ExpectMsg("other: x");
        ExpectMsg("first: x");
    }

    private void Tell(params object[] messages)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Becoming()));
        foreach (var message in messages) actor.Tell(message, TestActor);
    }

    private sealed class Becoming : UntypedActor
    {
        protected override void OnReceive(object message) => Receive("first", message);

        private void Second(object message) => Receive("second", message);

        private void Receive(string name, object message)
        {
            switch (message)
            {
                case Exception failure: throw failure;
                case "become": Become(Second); break;
                case "stack": BecomeStacked(Second); break;
                case "unbecome": UnbecomeStacked(); break;
                default: Sender.Tell($"{name}: {message}"); break;
            }
        }
    }

    private sealed class Switching : ReceiveActor
    {
        public Switching()
        {
            Receive<string>(s => s == "switch", _ => BecomeStacked(Other));
            Receive<string>(s => Sender.Tell("first: " + s));
        }

        private void Other()
        {
            Receive<string>(s => s == "back", _ => UnbecomeStacked());
            Receive<string>(s => Sender.Tell("other: " + s));
        }
    }
}

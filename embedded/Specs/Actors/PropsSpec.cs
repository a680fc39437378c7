using Akka.Actor;
using Akka.Configuration;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class PropsSpec : ActorSpec
{
    [Fact]
    public void Props_come_from_a_lambda_a_type_or_a_type_argument_with_arguments()
    {
        Ask(Props.Create(() => new Named("lambda"))).Should().Be("lambda");
        Ask(Props.Create(typeof(Named), "type")).Should().Be("type");
        Ask(Props.Create<Named>("argument")).Should().Be("argument");
        Ask(new Props(typeof(Named), ["new"])).Should().Be("new");
        Ask(Props.Create<Unnamed>()).Should().Be("unnamed");
    }

    [Fact]
    public void A_lambda_of_Props_runs_again_at_each_restart_with_the_arguments_of_the_first_time()
    {
        var arguments = new List<string> { "first" };
        var actor = Sys.ActorOf(Props.Create(() => new Named(arguments[0])));
        arguments[0] = "second";

        actor.Tell(new Exception("boom"));
        actor.Tell("name", TestActor);

        ExpectMsg("first");
    }

    [Fact]
    public void Props_know_their_type_and_arguments()
    {
        var props = Props.Create(() => new Named("x"));

        props.Type.Should().Be(typeof(Named));
        props.Arguments.Should().Equal("x");
    }

    [Fact]
    public void Props_are_values_that_With_copies()
    {
        var props = Props.Create<Unnamed>();

        var changed = props.WithDispatcher("my-dispatcher").WithMailbox("my-mailbox");

        (changed.Dispatcher, changed.Mailbox).Should().Be(("my-dispatcher", "my-mailbox"));
        props.Dispatcher.Should().NotBe("my-dispatcher");
        Props.Create<Unnamed>().Should().Be(props);
    }

    [Fact]
    public void Arguments_that_fit_no_constructor_fail_the_start()
    {
        var actor = Sys.ActorOf(Props.Create<Named>(1, 2, 3));

        Watch(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_dispatcher_that_is_not_configured_fails_the_start()
    {
        var start = () => Sys.ActorOf(Props.Create<Unnamed>().WithDispatcher("no-such-dispatcher"));

        start.Should().Throw<ConfigurationException>();
    }

    [Fact]
    public void A_mailbox_that_is_not_configured_fails_the_start()
    {
        var start = () => Sys.ActorOf(Props.Create<Unnamed>().WithMailbox("no-such-mailbox"));

        start.Should().Throw<ConfigurationException>();
    }

    // On a thread of its own, where no actor is at work.
    [Fact]
    public async Task An_actor_is_made_by_the_system_only()
    {
        var make = () => Task.Factory.StartNew(() => new Unnamed(), TaskCreationOptions.LongRunning);

        await make.Should().ThrowAsync<ActorInitializationException>();
    }

    [Fact]
    public void Props_of_no_actor_are_refused()
    {
        var create = () => Props.Create(null!);

        create.Should().Throw<ArgumentNullException>();
    }

    private string Ask(Props props)
    {
        Sys.ActorOf(props).Tell("name", TestActor);
        return ExpectMsg<string>();
    }

    private sealed class Named(string name) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Exception failure) throw failure;
            Sender.Tell(name);
        }
    }

    private sealed class Unnamed : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell("unnamed");
    }
}

using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class SystemSpec : ActorSpec
{
    private const string Quiet = "akka.loglevel = OFF\nakka.stdout-loglevel = OFF";

    [Fact]
    public async Task Terminate_completes_WhenTerminated_when_every_actor_has_ended()
    {
        var system = ActorSystem.Create("ending", Quiet);
        system.ActorOf(HookActor.Props(TestActor));
        ExpectMsg("new");
        ExpectMsg("PreStart");

        await system.Terminate().WaitAsync(Limit);

        system.WhenTerminated.IsCompletedSuccessfully.Should().BeTrue();
        ExpectMsg("PostStop");
    }

    [Fact]
    public async Task Callbacks_of_RegisterOnTermination_run_last_registered_first()
    {
        var system = ActorSystem.Create("ending", Quiet);
        var order = new List<string>();
        // The real one has terminated when the last registered has run; so this waits for the other, too.
        var allRun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.RegisterOnTermination(() =>
        {
            order.Add("first registered");
            allRun.SetResult();
        });
        system.RegisterOnTermination(() => order.Add("last registered"));

        await system.Terminate().WaitAsync(Limit);

        await allRun.Task.WaitAsync(Limit);
        order.Should().Equal("last registered", "first registered");
    }

    [Fact]
    public async Task Terminate_twice_is_terminate_once()
    {
        var system = ActorSystem.Create("ending", Quiet);

        await Task.WhenAll(system.Terminate(), system.Terminate()).WaitAsync(Limit);

        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public async Task User_actors_end_before_system_actors()
    {
        var system = (ExtendedActorSystem)ActorSystem.Create("ending", Quiet);
        system.SystemActorOf(HookActor.Props(TestActor, "system"), "mine");
        system.ActorOf(HookActor.Props(TestActor, "user"));

        await system.Terminate().WaitAsync(Limit);

        ReceiveN(6, Limit).Cast<string>().Where(m => m.EndsWith("PostStop")).Should().Equal("user: PostStop", "system: PostStop");
    }

    [Fact]
    public async Task After_its_end_a_system_starts_no_actor()
    {
        var system = ActorSystem.Create("ending", Quiet);
        await system.Terminate().WaitAsync(Limit);
        var start = () => system.ActorOf(Lambda((_, _) => { }));

        start.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void SystemActorOf_starts_under_system()
    {
        var actor = ((ExtendedActorSystem)Sys).SystemActorOf(Lambda((_, _) => { }), "mine");

        actor.Path.ToStringWithoutAddress().Should().Be("/system/mine");
    }

    [Theory]
    [InlineData("")]
    [InlineData("white space")]
    [InlineData("-leading-dash")]
    [InlineData("under.point")]
    public void A_bad_name_of_a_system_is_refused(string name)
    {
        var create = () => ActorSystem.Create(name);

        create.Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_system_has_the_configuration_it_was_made_with_over_the_defaults()
    {
        using var system = ActorSystem.Create("configured", Quiet + "\nmine.key = 7\nakka.actor.ask-timeout = 3s");

        system.Settings.Config.GetInt("mine.key").Should().Be(7);
        system.Settings.AskTimeout.Should().Be(TimeSpan.FromSeconds(3));
        system.Settings.Config.GetInt("akka.actor.default-dispatcher.throughput").Should().Be(30);
        system.Name.Should().Be("configured");
        await system.Terminate().WaitAsync(Limit);
    }

    [Fact]
    public void Top_level_names_are_unique_and_the_guardians_take_the_stop_of_their_children()
    {
        var actor = Watch(Sys.ActorOf(Lambda((_, _) => { }), "top"));

        Sys.Stop(actor);

        ExpectTerminated(actor);

        // A watcher may hear of the end before the guardian does, and only the guardian's hearing frees the name.
        AwaitAssert(() => Sys.ActorOf(Lambda((_, _) => { }), "top").Path.Name.Should().Be("top"), Limit);
    }

    [Fact]
    public async Task Time_runs_from_the_start()
    {
        using var system = ActorSystem.Create("timed", Quiet);

        system.Uptime.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThan(Limit * 5);
        await system.Terminate().WaitAsync(Limit);
    }
}

using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Hosting;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Hosting;

public sealed class ActorRegistrySpec : ActorSpec
{
    private readonly ActorRegistry _registry = new();

    [Fact]
    public void A_registered_actor_is_found_by_its_key()
    {
        _registry.Register<Key>(TestActor);

        _registry.Get<Key>().Should().Be(TestActor);
        _registry.TryGet(typeof(Key), out var actor).Should().BeTrue();
        actor.Should().Be(TestActor);
        _registry.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create(typeof(Key), TestActor));
    }

    [Fact]
    public void What_is_not_registered_is_nobody()
    {
        var get = () => _registry.Get<Key>();

        get.Should().Throw<MissingActorRegistryEntryException>();
        _registry.TryGet<Key>(out var actor).Should().BeFalse();
        actor.Should().Be(ActorRefs.Nobody);
    }

    [Fact]
    public void A_key_is_taken_once_unless_it_is_overwritten()
    {
        var other = CreateTestProbe();
        _registry.Register<Key>(TestActor);
        var again = () => _registry.Register<Key>(other);

        again.Should().Throw<DuplicateActorRegistryException>();
        _registry.TryRegister<Key>(other).Should().BeFalse();
        _registry.Get<Key>().Should().Be(TestActor);
        _registry.TryRegister<Key>(other, overwrite: true).Should().BeTrue();
        _registry.Get<Key>().Should().Be(other.Ref);
    }

    [Fact]
    public void Null_is_not_registered()
    {
        var register = () => _registry.Register<Key>(null!);

        register.Should().Throw<ArgumentNullException>();
        _registry.TryRegister<Key>(null!).Should().BeFalse();
    }

    [Fact]
    public async Task Who_waits_is_given_the_actor_when_it_is_registered()
    {
        var (first, second) = (_registry.GetAsync<Key>(), _registry.GetAsync(typeof(Key)));
        first.IsCompleted.Should().BeFalse();

        _registry.Register<Key>(TestActor);

        (await first.WaitAsync(Limit)).Should().Be(TestActor);
        (await second.WaitAsync(Limit)).Should().Be(TestActor);
        (await _registry.GetAsync<Key>()).Should().Be(TestActor);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nobody_else_along()
    {
        using var cancellation = new CancellationTokenSource();
        var impatient = _registry.GetAsync<Key>(cancellation.Token);
        var patient = _registry.GetAsync<Key>();

        await cancellation.CancelAsync();
        await impatient.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>();
        _registry.Register<Key>(TestActor);

        (await patient.WaitAsync(Limit)).Should().Be(TestActor);
    }

    [Fact]
    public async Task A_required_actor_can_be_waited_for()
    {
        var required = new RequiredActor<Key>(_registry);
        var waiting = required.GetAsync();

        _registry.Register<Key>(TestActor);

        (await waiting.WaitAsync(Limit)).Should().Be(TestActor);
        required.ActorRef.Should().Be(TestActor);
    }

    [Fact]
    public void A_required_actor_that_is_not_there_says_so()
    {
        var early = () => new RequiredActor<Key>(_registry).ActorRef;

        early.Should().Throw<MissingActorRegistryEntryException>();
    }

    [Fact]
    public void A_system_has_one_registry()
    {
        ActorRegistry.For(Sys).Should().BeSameAs(ActorRegistry.For(Sys));
    }

    private sealed class Key;
}

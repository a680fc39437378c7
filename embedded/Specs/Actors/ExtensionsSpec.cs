using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

public sealed class ExtensionsSpec() : ActorSpec($"""
    akka.extensions = ["{typeof(LoadedProvider).AssemblyQualifiedName}"]
    """)
{
    [Fact]
    public void An_extension_is_made_once_a_system()
    {
        var first = Sys.WithExtension<Counter, CounterProvider>();
        var second = Sys.WithExtension<Counter, CounterProvider>();

        second.Should().BeSameAs(first);
        first.System.Should().BeSameAs(Sys);
    }

    [Fact]
    public void A_registered_extension_is_found_by_its_type()
    {
        Sys.HasExtension<Counter>().Should().BeFalse();

        var counter = (Counter)Sys.RegisterExtension(new CounterProvider());

        Sys.HasExtension<Counter>().Should().BeTrue();
        Sys.GetExtension<Counter>().Should().BeSameAs(counter);
        Sys.TryGetExtension<Counter>(out var found).Should().BeTrue();
        found.Should().BeSameAs(counter);
    }

    [Fact]
    public void An_extension_named_in_the_configuration_is_loaded_with_the_system()
    {
        Sys.HasExtension<Loaded>().Should().BeTrue();
    }

    [Fact]
    public async Task Threads_that_race_for_an_extension_get_the_same_one()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Sys.WithExtension<Counter, CounterProvider>())));

        found.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void An_extension_whose_making_throws_fails_for_the_one_who_asks()
    {
        var ask = () => Sys.RegisterExtension(new FailingProvider());

        ask.Should().Throw<Exception>().Which.GetBaseException().Message.Should().Be("no extension");
    }

    public sealed class Counter(ExtendedActorSystem system) : IExtension
    {
        public ExtendedActorSystem System { get; } = system;
    }

    public sealed class CounterProvider : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new(system);
    }

    public sealed class Loaded : IExtension;

    public sealed class LoadedProvider : ExtensionIdProvider<Loaded>
    {
        public override Loaded CreateExtension(ExtendedActorSystem system) => new();
    }

    private sealed class FailingProvider : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => throw new InvalidOperationException("no extension");
    }
}

using Akka.Actor;
using Akka.Embedded.Specs.Support;
using Akka.Event;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Actors;

/// <summary>What messages and failures say when they are printed: logs and tests of users hold them.</summary>
public sealed class TextsSpec : ActorSpec
{
    private string Me => TestActor.ToString()!;

    [Fact]
    public void Messages_of_the_system_name_themselves()
    {
        PoisonPill.Instance.ToString().Should().Be("<PoisonPill>");
        Kill.Instance.ToString().Should().Be("<Kill>");
        new Identify(7).ToString().Should().Be("<Identify>: 7");
        new ActorIdentity(7, TestActor).ToString().Should().Be($"<ActorIdentity>: {Me} - MessageId=7");
        new Terminated(TestActor, true, false).ToString().Should().Be($"<Terminated>: {Me} - ExistenceConfirmed=True");
    }

    [Fact]
    public void A_dead_letter_names_message_sender_and_recipient()
    {
        new DeadLetter("hello", TestActor, TestActor).ToString().Should().Be($"DeadLetter from {Me} to {Me}: <hello>");
    }

    [Fact]
    public void An_envelope_names_message_and_sender()
    {
        new Envelope("hello", TestActor).ToString().Should().Be($"<hello> from {Me}");
        new Envelope("hello", ActorRefs.NoSender).ToString().Should().Be("<hello> from NoSender");
    }

    [Fact]
    public void A_selection_names_anchor_and_path()
    {
        Sys.ActorSelection("/user/x").ToString().Should().Be($"ActorSelection[Anchor(akka://{Sys.Name}/), Path(/user/x)]");
    }

    [Fact]
    public void Terminated_is_equal_by_what_it_tells()
    {
        new Terminated(TestActor, true, false).Should().Be(new Terminated(TestActor, true, false));
        new Terminated(TestActor, true, false).Should().NotBe(new Terminated(TestActor, false, false));
    }

    [Fact]
    public void A_death_pact_names_the_dead()
    {
        new DeathPactException(TestActor).Message.Should().Be($"Monitored actor [{Me}] terminated");
    }

    [Fact]
    public void Failed_restarts_name_the_type_of_the_failure()
    {
        var (first, second) = (new InvalidOperationException("first"), new ArgumentException("second"));

        new PreRestartException(TestActor, second, first, "message").Message.Should().Be("Exception pre restart (System.ArgumentException)");
        new PostRestartException(TestActor, first, second).Message.Should().Be("Exception post restart (System.ArgumentException)");
    }
}

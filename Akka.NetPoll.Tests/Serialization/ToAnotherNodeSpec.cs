using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using Akka.Remote;
using Akka.TestKit;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Serialization;

/// <summary>Messages about sockets told to another node: two systems over Akka.Remote, neither of which has loaded the extension.</summary>
public sealed class ToAnotherNodeSpec : NetPollTestKit
{
    private const string Remoting = """
        akka.actor.provider = remote
        akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
        """;

    private readonly ActorSystem _other;
    private readonly TestProbe _arrived;
    private readonly IActorRef _remote;
    private readonly TestProbe _association;
    private readonly Samples _samples = new();

    public ToAnotherNodeSpec()
        : base(Remoting)
    {
        _other = ActorSystem.Create("other", ConfigurationFactory.ParseString(Remoting).WithFallback(Sys.Settings.Config));
        _arrived = CreateTestProbe(_other);
        string path = _arrived.Ref.Path.ToStringWithAddress(((ExtendedActorSystem)_other).Provider.DefaultAddress);
        _remote = ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(path);
        _association = CreateTestProbe();
        Travels("first");
        foreach (Type end in new[] { typeof(DisassociatedEvent), typeof(AssociationErrorEvent), typeof(QuarantinedEvent) })
            Sys.EventStream.Subscribe(_association.Ref, end);
    }

    [Fact]
    public void There_is_a_sample_of_every_public_message()
    {
        _samples.All.Select(sample => sample.GetType()).Should().BeEquivalentTo(Samples.Types);
    }

    [Fact]
    public void Each_message_is_an_error_at_its_sender_and_does_not_arrive_while_others_do()
    {
        foreach (object sample in _samples.All) Fails(Name(sample), () => _remote.Tell(sample, TestActor));

        AssociationStands();
    }

    [Fact]
    public void Through_a_selection_it_is_the_same()
    {
        var selection = Sys.ActorSelection(_remote.Path);

        foreach (object sample in _samples.All) Fails(Name(sample), () => selection.Tell(sample, TestActor));

        AssociationStands();
    }

    [Fact]
    public void A_message_within_a_users_message_fails_it_rather_than_arriving_empty()
    {
        Fails("Tcp.Received", () => _remote.Tell(new Wrapping(new Tcp.Received(new byte[] { 1, 2, 3 }))));
        Fails("Udp.Received", () => _remote.Tell(new Wrapping(new Udp.Received(new byte[] { 1, 2, 3 }, new(0, 0), false))));

        AssociationStands();
    }

    [Fact]
    public void With_the_extension_loaded_it_is_the_same()
    {
        Sys.NetPoll();

        Fails("Tcp.Received", () => _remote.Tell(new Tcp.Received(new byte[] { 1, 2, 3 })));

        AssociationStands();
    }

    protected override void AfterAll()
    {
        Shutdown(_other);
        _samples.Dispose();
        base.AfterAll();
    }

    // What is told next arrives next: nothing has come before it.
    private void Fails(string name, Action tell)
    {
        EventFilter.Exception<SerializationException>(contains: $"{name} ").ExpectOne(tell);
        Travels($"after {name}");
    }

    private void Travels(string text)
    {
        _remote.Tell(text);
        _arrived.ExpectMsg(text);
    }

    private void AssociationStands() => _association.HasMessages.Should().BeFalse("the association is the one that there was at first");

    private static string Name(object message) => $"{message.GetType().DeclaringType!.Name}.{message.GetType().Name}";

    private sealed record Wrapping(object Message);
}

using System.Runtime.Serialization;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Serialization;

/// <summary>Messages about sockets in a system whose default serializer would take them.</summary>
public abstract class LocalMessagesSpec(string hocon) : NetPollTestKit($$"""
    akka.actor {
        serializers {
            lossy = "Akka.NetPoll.Tests.Serialization.LossySerializer, Akka.NetPoll.Tests"
            users = "Akka.NetPoll.Tests.Serialization.UsersSerializer, Akka.NetPoll.Tests"
        }
        serialization-bindings {
            "System.Object" = lossy
            "Akka.NetPoll.Connections.Tcp+Write, Akka.NetPoll" = users
            "Akka.NetPoll.Connections.Udp+Event, Akka.NetPoll" = users
        }
    }
    {{hocon}}
    """)
{
    private readonly Samples _samples = new();

    [Fact]
    public void With_the_extension_loaded_each_is_refused()
    {
        Sys.NetPoll();

        foreach (object sample in _samples.All.Where(sample => !IsBound(sample))) Refused(sample);
    }

    [Fact]
    public void One_that_was_serialized_before_that_is_refused_too()
    {
        var message = new Tcp.Received(new byte[] { 1 });
        _ = Record.Exception(() => Sys.Serialization.FindSerializerFor(message));

        Sys.NetPoll();

        Refused(message);
    }

    [Fact]
    public void What_a_user_has_bound_stays_bound_by_its_type_or_its_base()
    {
        Sys.NetPoll();

        foreach (object sample in _samples.All.Where(IsBound)) Sys.Serialization.FindSerializerFor(sample).Should().BeOfType<UsersSerializer>("{0}", sample.GetType());
    }

    protected override void AfterAll()
    {
        _samples.Dispose();
        base.AfterAll();
    }

    private static bool IsBound(object message) => message is Tcp.Write or Udp.Event;

    private void Refused(object message) =>
        Sys.Invoking(system => system.Serialization.FindSerializerFor(message).ToBinary(message)).Should()
            .Throw<SerializationException>().WithMessage("* cannot leave its process*", "{0}", message.GetType());
}

public sealed class LocalMessagesAmongAnySpec() : LocalMessagesSpec("");

public sealed class LocalMessagesAmongRegisteredSpec() : LocalMessagesSpec("akka.actor.serialization-settings.allow-unregistered-types = off");

using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.TestActors;
using FluentAssertions;
using Xunit.Sdk;

namespace Akka.Embedded.Specs.TestKit;

/// <summary>What the specs of the kit share: a kit that prints nothing, and the text with which a call fails.</summary>
public abstract class KitSpec : Akka.TestKit.Xunit2.TestKit
{
    /// <summary>How long anything that must happen may take on a busy machine.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait for what will not happen.</summary>
    protected static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    protected KitSpec()
        : this("")
    {
    }

    protected KitSpec(string hocon)
        : base(ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString("""
            akka.stdout-loglevel = OFF
            akka.log-dead-letters = off
            akka.test.single-expect-default = 20s
            """)))
    {
    }

    protected static string FailureOf(Action call) =>
        call.Should().Throw<XunitException>().Which.Message;

    protected static async Task<string> FailureOf(Func<Task> call) =>
        (await call.Should().ThrowAsync<XunitException>()).Which.Message;

    protected void Receives(params object[] messages)
    {
        foreach (var message in messages) TestActor.Tell(message);
    }

    protected IActorRef SpawnEcho() => Sys.ActorOf(SimpleEchoActor.Props());
}

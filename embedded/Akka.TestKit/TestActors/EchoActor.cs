using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Hands each message on to the TestActor and, if wanted, back to whoever sent it.</summary>
public class EchoActor : ReceiveActor
{
    /// <summary>Echoes to that kit's TestActor.</summary>
    public EchoActor(TestKitBase testkit, bool echoBackToSenderAsWell = true)
    {
        ReceiveAny(message =>
        {
            var testActor = testkit.TestActor;
            if (echoBackToSenderAsWell && !testActor.Equals(Sender)) Sender.Forward(message);
            testActor.Tell(message, Sender);
        });
    }

    /// <summary>How to create one.</summary>
    public static Props Props(TestKitBase testkit, bool echoBackToSenderAsWell = true) =>
        Actor.Props.Create(() => new EchoActor(testkit, echoBackToSenderAsWell));
}

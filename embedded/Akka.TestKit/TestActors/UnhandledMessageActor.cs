using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Handles no message at all.</summary>
public class UnhandledMessageActor : ReceiveActor;

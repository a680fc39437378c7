namespace Akka.NetPoll.Tests.Verification;

/// <summary>The two settings with which a system serializes the arguments of all Props and all messages, as if they were for another node.</summary>
/// <remarks>What is lost on the way is lost for the spec: an actor that is not made, a message that does not come.</remarks>
internal static class Verified
{
    public const string Hocon = "akka.actor { serialize-creators = on, serialize-messages = on }";
}

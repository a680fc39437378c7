using System.Runtime.Serialization;
using Akka.Actor;
using Newtonsoft.Json;

namespace Akka.NetPoll.Serialization;

/// <summary>A message about a socket: it stays in the process that has the socket, and cannot be serialized.</summary>
/// <remarks>
/// The attribute holds for Akka's default serializer, Newtonsoft.Json, in every system, whether it has loaded the extension or
/// not, and for a message within a message.
/// </remarks>
[JsonConverter(typeof(LocalMessageConverter))]
internal interface ILocalMessage : INoSerializationVerificationNeeded
{
    /// <summary>Why it is not sent.</summary>
    /// <remarks>Upon this exception Akka.Remote logs an error and keeps the association; upon any other it ends the association.</remarks>
    static SerializationException CannotLeave(object message) => new(
        $"{message.GetType().DeclaringType?.Name}.{message.GetType().Name} cannot leave its process, for it belongs to a socket there. " +
        "Tell another node what it is to know in a message of your own, and let an actor beside the socket translate.");
}

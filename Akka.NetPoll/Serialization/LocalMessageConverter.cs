using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Akka.NetPoll.Serialization;

/// <summary>Makes Newtonsoft.Json fail for a local message, of which it would write the properties and drop the memory without a word.</summary>
internal sealed class LocalMessageConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType.IsAssignableTo(typeof(ILocalMessage));

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw ILocalMessage.CannotLeave(value!);

    public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        throw new SerializationException($"{objectType} cannot have left its process");
}

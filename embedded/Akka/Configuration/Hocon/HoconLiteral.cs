// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Configuration.Hocon;

/// <summary>A piece of text, quoted or not.</summary>
public class HoconLiteral : IHoconElement
{
    public string Value { get; set; }

    public bool IsString() => true;

    public string GetString() => Value;

    public bool IsArray() => false;

    public IList<HoconValue> GetArray() => throw new NotSupportedException($"'{Value}' is text, not a list.");

    public override string ToString() => Value;
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Configuration.Hocon;

/// <summary>A list.</summary>
public class HoconArray : List<HoconValue>, IHoconElement
{
    public bool IsString() => false;

    public string GetString() => throw new NotSupportedException("A list is not text.");

    public bool IsArray() => true;

    public IList<HoconValue> GetArray() => this;

    public override string ToString() => $"[{string.Join(",", this)}]";
}

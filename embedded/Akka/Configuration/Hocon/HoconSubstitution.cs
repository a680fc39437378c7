// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Configuration.Hocon;

/// <summary><c>${path}</c>: stands for the value at a path of the same document. Nothing until it is resolved.</summary>
public class HoconSubstitution : IHoconElement, IMightBeAHoconObject
{
    protected HoconSubstitution()
    {
    }

    public HoconSubstitution(string path) => Path = path;

    public string Path { get; set; }

    /// <summary>What it stands for; set when the whole document has been read.</summary>
    public HoconValue ResolvedValue { get; set; }

    public bool IsString() => ResolvedValue is not null && ResolvedValue.IsString();

    public string GetString() => ResolvedValue?.GetString();

    public bool IsArray() => ResolvedValue is not null && ResolvedValue.IsArray();

    public IList<HoconValue> GetArray() => ResolvedValue?.GetArray() ?? [];

    public bool IsObject() => ResolvedValue is not null && ResolvedValue.IsObject();

    public HoconObject GetObject() => ResolvedValue?.GetObject();
}

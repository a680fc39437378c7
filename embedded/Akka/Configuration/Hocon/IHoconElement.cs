// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Configuration.Hocon;

/// <summary>A piece of a <see cref="HoconValue"/>: text, a list, an object or a substitution.</summary>
public interface IHoconElement
{
    bool IsString();

    /// <summary>The text, if it is text.</summary>
    string GetString();

    bool IsArray();

    /// <summary>The items, if it is a list.</summary>
    IList<HoconValue> GetArray();
}

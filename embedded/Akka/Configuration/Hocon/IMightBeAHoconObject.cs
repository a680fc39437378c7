// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Configuration.Hocon;

/// <summary>What turns out to be an object, or not, only when asked.</summary>
public interface IMightBeAHoconObject
{
    bool IsObject();

    /// <summary>The object, or null.</summary>
    HoconObject GetObject();
}

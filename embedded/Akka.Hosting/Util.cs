using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Moves configuration about.</summary>
public static class Util
{
    /// <summary>The same configuration, under a path.</summary>
    public static Config MoveTo(this Config config, string path)
    {
        var moved = config.Root;
        foreach (var key in path.SplitPath().Reverse()) moved = moved.AtKey(key).Root;
        return moved.ToConfig();
    }
}

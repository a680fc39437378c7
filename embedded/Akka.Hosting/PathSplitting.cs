namespace Akka.Hosting;

/// <summary>Splits the paths of HOCON at their dots.</summary>
internal static class PathSplitting
{
    /// <summary>The keys; dots between quotes are part of a key, and the quotes are not.</summary>
    public static IReadOnlyList<string> SplitPath(this string path)
    {
        var keys = new List<string>();
        var key = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var c in path)
        {
            if (c == '"') quoted = !quoted;
            else if (c == '.' && !quoted) Take();
            else key.Append(c);
        }
        Take();
        return keys;

        void Take()
        {
            keys.Add(key.ToString());
            key.Clear();
        }
    }
}

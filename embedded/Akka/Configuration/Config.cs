// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration.Hocon;
using Akka.Util.Internal;

namespace Akka.Configuration;

/// <summary>A tree of settings, asked by dotted path; a key with a dot in it is quoted: <c>a."b.c".d</c>.</summary>
/// <remarks>
/// Never changes once parsed, so any thread may read it. Overlaying merges the trees at once: reading costs one
/// walk down the path, however many fallbacks there are.
/// A path without a value gives the caller's default; a value of the wrong kind throws what the BCL's parsers throw.
/// </remarks>
public class Config
{
    public static readonly Config Empty = ConfigurationFactory.Empty;

    private HoconValue _own; // Without the fallbacks, which only Root has.

    /// <summary>A configuration without a root: empty, and not to be asked for values.</summary>
    public Config()
    {
    }

    public Config(HoconRoot root)
    {
        Root = _own = root.Value ?? throw new ArgumentNullException(nameof(root), "The root value cannot be null.");
        Substitutions = root.Substitutions;
    }

    /// <summary>The source with a fallback noted but not merged; <see cref="WithFallback"/> is what merges.</summary>
    public Config(Config source, Config fallback)
    {
        ArgumentNullException.ThrowIfNull(source);
        _own = source._own;
        Root = source.Root;
        Fallback = fallback;
    }

    /// <summary>What was last overlaid by this configuration; null if nothing was.</summary>
    public Config Fallback { get; private set; }

    public virtual bool IsEmpty => Root is null || Root.IsEmpty;

    /// <summary>The tree, fallbacks merged in.</summary>
    public virtual HoconValue Root { get; private set; }

    public IEnumerable<HoconSubstitution> Substitutions { get; set; }

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public static Config operator +(Config config, string fallback) =>
        config.WithFallback(ConfigurationFactory.ParseString(fallback));

    public static Config operator +(string configHocon, Config fallbackConfig) =>
        ConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    public virtual bool HasPath(string path) => Find(path) is not null;

    /// <summary>The value at the path, or null.</summary>
    public HoconValue GetValue(string path) => Find(path);

    /// <summary>The sub-tree at the path, or null.</summary>
    public virtual Config GetConfig(string path)
    {
        var value = Find(path);
        var own = value is null ? null : new Config(new HoconRoot(value));
        var inherited = Fallback?.GetConfig(path);
        return own is null || inherited is null ? own ?? inherited : own.WithFallback(inherited);
    }

    public virtual bool GetBoolean(string path, bool @default = false) => Find(path)?.GetBoolean() ?? @default;

    public virtual int GetInt(string path, int @default = 0) => Find(path)?.GetInt() ?? @default;

    public virtual long GetLong(string path, long @default = 0) => Find(path)?.GetLong() ?? @default;

    public virtual float GetFloat(string path, float @default = 0) => Find(path)?.GetFloat() ?? @default;

    public virtual double GetDouble(string path, double @default = 0) => Find(path)?.GetDouble() ?? @default;

    public virtual decimal GetDecimal(string path, decimal @default = 0) => Find(path)?.GetDecimal() ?? @default;

    /// <summary>The text at the path; null for <c>null</c> and for what is no text.</summary>
    public virtual string GetString(string path, string @default = null) =>
        Find(path) is { } value ? value.GetString() : @default;

    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>A size in bytes; <c>k, M, Ki</c> are powers of 1024, <c>kB, MB</c> powers of 1000.</summary>
    public virtual long? GetByteSize(string path, long? def = null) => Find(path) is { } value ? value.GetByteSize() : def;

    /// <summary>A duration; without a unit, milliseconds. <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Find(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    public virtual IList<bool> GetBooleanList(string path) => Need(path).GetBooleanList();

    public virtual IList<byte> GetByteList(string path) => Need(path).GetByteList();

    public virtual IList<int> GetIntList(string path) => Need(path).GetIntList();

    public virtual IList<long> GetLongList(string path) => Need(path).GetLongList();

    public virtual IList<float> GetFloatList(string path) => Need(path).GetFloatList();

    public virtual IList<double> GetDoubleList(string path) => Need(path).GetDoubleList();

    public virtual IList<decimal> GetDecimalList(string path) => Need(path).GetDecimalList();

    public virtual IList<string> GetStringList(string path) => Find(path)?.GetStringList() ?? new List<string>();

    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => Find(path)?.GetStringList() ?? defaultPaths;

    /// <summary>This configuration laid over another: objects merge, any other value of this one wins.</summary>
    public virtual Config WithFallback(Config fallback)
    {
        if (fallback == this) throw new ArgumentException("Config can not have itself as fallback", nameof(fallback));
        if (fallback is null) return this;
        if (IsEmpty) return fallback;
        if (fallback.Root?.GetObject() is not { } under || Root.GetObject() is not { } over || HoconMerge.Covers(over, under)) return this;

        var merged = Copy(fallback);
        merged.Root = new HoconValue();
        merged.Root.AppendValue(HoconMerge.Overlay(under, over));
        return merged;
    }

    /// <summary>The top level's keys and values, each key once.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable()
    {
        var seen = new HashSet<string>();
        for (var config = this; config is not null; config = config.Fallback)
            foreach (var item in config.Root.GetObject().Items)
                if (seen.Add(item.Key)) yield return item;
    }

    /// <summary>The tree as HOCON, without the fallbacks.</summary>
    public override string ToString() => _own?.ToString() ?? "";

    public string ToString(bool includeFallback) => includeFallback ? Root.ToString() : ToString();

    /// <summary>This configuration, with <paramref name="fallback"/> below all the fallbacks it has; trees are not merged.</summary>
    protected Config Copy(Config fallback = null) => new()
    {
        Fallback = Fallback is null ? fallback : Fallback.Copy(fallback),
        Root = Root,
        _own = _own,
        Substitutions = Substitutions,
    };

    private HoconValue Find(string path)
    {
        var node = Root ?? throw new InvalidOperationException("This configuration has no root and cannot be asked for " + path);
        foreach (var key in path.SplitDottedPathHonouringQuotes())
        {
            node = node.GetChildObject(key);
            if (node is null) return null;
        }

        return node;
    }

    private HoconValue Need(string path) =>
        Find(path) ?? throw new ConfigurationException($"There is no list at '{path}'.");
}

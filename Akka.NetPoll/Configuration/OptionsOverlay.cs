using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.NetPoll.Configuration;

/// <summary>Options as configuration, to be read in front of the section they name.</summary>
/// <remarks>
/// Each public property is the setting of its name, <c>IdleTimeout</c> the one called <c>idle-timeout</c>, unless it is marked with
/// <see cref="NotASettingAttribute"/>. What is null stays as it is configured. A property that holds options itself is a section.
/// </remarks>
internal static partial class OptionsOverlay
{
    private static readonly ConcurrentDictionary<Type, (string Key, PropertyInfo Property)[]> Known = new();

    /// <summary>What the options say; null when they say nothing.</summary>
    /// <param name="options">Of the type, or of one that adds what is no setting.</param>
    /// <param name="type">The type that declares the properties looked at.</param>
    public static Config? Of(object options, Type type) => Object(options, type) is { } values ? ToConfig(values) : null;

    /// <summary>The settings that options of this type can say, by key.</summary>
    public static (string Key, PropertyInfo Property)[] Settings(Type type) => Known.GetOrAdd(type, static type =>
        [.. from property in type.GetProperties() where IsSetting(property) select (Key(property.Name), property)]);

    /// <summary>The key of a property: its words in small letters with hyphens between.</summary>
    public static string Key(string name) => WordStart().Replace(name, "-$0").ToLowerInvariant();

    /// <summary>A value as it is written in the configuration.</summary>
    public static IHoconElement Literal(object value) => new HoconLiteral
    {
        Value = value switch
        {
            bool on => on ? "on" : "off",
            TimeSpan time when time == TimeSpan.Zero => "off",
            TimeSpan time => time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        },
    };

    /// <summary>A configuration of these values.</summary>
    public static Config ToConfig(HoconObject values)
    {
        var root = new HoconValue();
        root.AppendValue(values);
        return new Config(new HoconRoot(root));
    }

    /// <summary>The same values at a path.</summary>
    public static Config Below(string path, Config values) =>
        path.Split('.').Reverse().Aggregate(values, (inner, key) => inner.Root.AtKey(key));

    private static HoconObject? Object(object options, Type type)
    {
        HoconObject? values = null;
        foreach ((string key, PropertyInfo property) in Settings(type))
        {
            if (property.GetValue(options) is not { } value) continue;
            IHoconElement? element = IsValue(property.PropertyType) ? Literal(value) : Section(value, property);
            if (element is not null) (values ??= new HoconObject()).GetOrCreateKey(key).AppendValue(element);
        }

        return values;
    }

    private static HoconObject? Section(object options, PropertyInfo property)
    {
        RefuseOthers(options, property);
        return Object(options, property.PropertyType);
    }

    // Ignored, it would leave in the clear what is meant to be secret, for one.
    private static void RefuseOthers(object options, PropertyInfo section)
    {
        object unset = Activator.CreateInstance(section.PropertyType)!;
        foreach (PropertyInfo other in section.PropertyType.GetProperties().Where(property => !IsSetting(property)))
        {
            if (!Equals(other.GetValue(options), other.GetValue(unset)))
                throw new ConfigurationException($"{section.Name}.{other.Name} is no setting of a system: give it to the one socket that it is for");
        }
    }

    private static bool IsSetting(PropertyInfo property) => !property.IsDefined(typeof(NotASettingAttribute));

    private static bool IsValue(Type type) => type.IsValueType || type == typeof(string);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}

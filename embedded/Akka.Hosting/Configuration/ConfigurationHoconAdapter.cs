using Akka.Configuration;
using Akka.Configuration.Hocon;
using Microsoft.Extensions.Configuration;

namespace Akka.Hosting.Configuration;

/// <summary>Makes HOCON of Microsoft.Extensions.Configuration, whose keys may come from files, environment variables or a command line.</summary>
public static class ConfigurationHoconAdapter
{
    /// <summary>A section is kept under its key; children that are all numbered are a list; underscores become hyphens.</summary>
    /// <param name="config">A section, or a whole configuration.</param>
    /// <param name="normalizeKeys">Whether keys are lowered.</param>
    public static Config ToHocon(this IConfiguration config, bool normalizeKeys = true)
    {
        var root = new HoconObject();
        foreach (var section in config is IConfigurationSection one ? [one] : config.GetChildren()) Add(root, section, normalizeKeys);
        var value = new HoconValue();
        value.AppendValue(root);
        return value.ToConfig();
    }

    private static void Add(HoconObject parent, IConfigurationSection section, bool normalizeKeys) =>
        Place(parent, (normalizeKeys ? section.Key.ToLowerInvariant() : section.Key).Replace('_', '-'))
            .AppendValue(Element(section, normalizeKeys));

    // A key with dots is a path: all but its last part are objects.
    private static HoconValue Place(HoconObject parent, string path)
    {
        var keys = path.SplitPath();
        foreach (var key in keys.SkipLast(1))
        {
            var value = parent.GetOrCreateKey(key);
            if (!value.IsObject()) value.AppendValue(new HoconObject());
            parent = value.GetObject();
        }
        return parent.GetOrCreateKey(keys[^1]);
    }

    private static IHoconElement Element(IConfigurationSection section, bool normalizeKeys)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0) return Literal(section.Value);
        return children.TrueForAll(child => int.TryParse(child.Key, out _)) ? List(children, normalizeKeys)
            : section.Value is null ? Object(children, normalizeKeys)
            : Literal(section.Value);
    }

    private static HoconArray List(List<IConfigurationSection> children, bool normalizeKeys)
    {
        var list = new HoconArray();
        foreach (var child in children.OrderBy(child => int.Parse(child.Key)))
        {
            var value = new HoconValue();
            value.AppendValue(Element(child, normalizeKeys));
            list.Add(value);
        }
        return list;
    }

    private static HoconObject Object(List<IConfigurationSection> children, bool normalizeKeys)
    {
        var content = new HoconObject();
        foreach (var child in children) Add(content, child, normalizeKeys);
        return content;
    }

    // JSON's booleans come as True and False.
    private static HoconLiteral Literal(string? text) => new() { Value = text switch { "True" => "on", "False" => "off", _ => text } };
}

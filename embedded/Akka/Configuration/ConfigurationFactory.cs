// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Where configurations come from: text, embedded resources, the application's configuration file, objects.</summary>
public class ConfigurationFactory
{
    private const string ReferenceResource = "Akka.Configuration.akka.conf";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A configuration without any key; a new one each time.</summary>
    public static Config Empty => ParseString("");

    /// <summary>Parses HOCON that includes nothing.</summary>
    public static Config ParseString(string hocon) => ParseString(hocon, null);

    /// <summary>Parses HOCON; <paramref name="includeCallback"/> is asked for what each <c>include "name"</c> names.</summary>
    /// <exception cref="FormatException">The text is not HOCON; the message shows the line.</exception>
    /// <exception cref="ConfigurationException">As above, for an unquoted value with <c>=</c> or <c>:</c>, or an include that nobody answers.</exception>
    public static Config ParseString(string hocon, Func<string, HoconRoot> includeCallback) =>
        new(Parser.Parse(hocon, includeCallback));

    /// <summary>The <c>akka/hocon</c> section of the application's configuration file; empty if there is none.</summary>
    public static Config Load() => ParseString(ApplicationConfigFile.ReadHocon());

    /// <summary>Akka's own defaults.</summary>
    public static Config Default() => FromResource(ReferenceResource, typeof(ConfigurationFactory).Assembly);

    /// <summary>Parses a resource of the assembly that <paramref name="instanceInAssembly"/> is, or whose type it is or has.</summary>
    public static Config FromResource(string resourceName, object instanceInAssembly) => instanceInAssembly switch
    {
        Type type => FromResource(resourceName, type.Assembly),
        Assembly assembly => FromResource(resourceName, assembly),
        _ => FromResource(resourceName, instanceInAssembly.GetType().Assembly),
    };

    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ArgumentNullException(nameof(resourceName), $"{assembly.GetName().Name} has no resource '{resourceName}'.");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }

    /// <summary>The public properties of <paramref name="source"/> as keys, by way of JSON.</summary>
    public static Config FromObject(object source) => ParseString(JsonSerializer.Serialize(source, Json));
}

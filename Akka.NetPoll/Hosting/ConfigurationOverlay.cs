using System.Globalization;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Akka.NetPoll.Configuration;
using Microsoft.Extensions.Configuration;

namespace Akka.NetPoll.Hosting;

/// <summary>A section of an application's configuration as settings of akka.netpoll.</summary>
/// <remarks>
/// Its keys are the settings' names, however they are spelled: IdleTimeout, idle-timeout, IDLETIMEOUT. What is none goes along, so
/// that it is named in the warning about settings that are none. Values go as they are written, for the reader of settings to check.
/// </remarks>
internal sealed class ConfigurationOverlay(IConfiguration configuration)
{
    private const string DefaultDispatcher = nameof(NetPollOptions.AsDefaultDispatcher);

    /// <summary>Null when there are none.</summary>
    public Config? Settings() =>
        Object(configuration, DefaultSettings.Config.GetConfig(DefaultSettings.Root)) is { } values ? OptionsOverlay.ToConfig(values) : null;

    /// <exception cref="ConfigurationException">It is neither on nor off.</exception>
    public bool AsDefaultDispatcher() => configuration[DefaultDispatcher] is { } written && Literal(written).GetString() switch
    {
        "on" => true,
        "off" => false,
        var text => throw new ConfigurationException($"{DefaultDispatcher} is '{text}', and should be on or off"),
    };

    private static HoconObject? Object(IConfiguration section, Config? defaults)
    {
        string[] names = [.. defaults?.AsEnumerable().Select(setting => setting.Key) ?? []];
        HoconObject? values = null;
        foreach (IConfigurationSection child in section.GetChildren().Where(child => !IsSame(child.Key, DefaultDispatcher)))
        {
            string key = Array.Find(names, name => IsSame(name, child.Key)) ?? OptionsOverlay.Key(child.Key);
            IHoconElement? value = child.Value is { } text ? Literal(text) : Object(child, defaults?.GetConfig(key));
            if (value is not null) (values ??= new HoconObject()).GetOrCreateKey(key).AppendValue(value);
        }

        return values;
    }

    private static bool IsSame(string name, string spelled) =>
        string.Equals(Letters(name), Letters(spelled), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string name) => name.Replace("-", "").Replace("_", "");

    private static IHoconElement Literal(string text) =>
        bool.TryParse(text, out bool on) ? OptionsOverlay.Literal(on)
        : text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? OptionsOverlay.Literal(time)
        : OptionsOverlay.Literal(text);
}

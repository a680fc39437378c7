using System.Runtime.CompilerServices;
using Akka.Configuration;

namespace Akka.NetPoll.Configuration;

/// <summary>One section: its settings for the whole system, and with what options change of them.</summary>
/// <remarks>
/// Any thread. Options that change nothing share the system's settings. Others are read once for each record, so a record that is
/// used again costs a look-up; one that is no longer used is not kept.
/// </remarks>
/// <typeparam name="TOptions">The options: their properties are the section's keys.</typeparam>
/// <typeparam name="TSettings">What the section is read as.</typeparam>
internal sealed class SettingsSection<TOptions, TSettings>
    where TOptions : class
    where TSettings : class
{
    private readonly Config _section;
    private readonly string _name;
    private readonly Func<SettingsReader, TSettings> _read;
    private readonly ConditionalWeakTable<TOptions, TSettings> _changed = [];

    /// <exception cref="ConfigurationException">A value makes no sense.</exception>
    public SettingsSection(Config config, string name, Func<SettingsReader, TSettings> read)
    {
        (_section, _name, _read) = (DefaultSettings.Section(config, name), name, read);
        Settings = read(new SettingsReader(_section, name));
    }

    /// <summary>The system's.</summary>
    public TSettings Settings { get; }

    /// <summary>The system's where the options are silent.</summary>
    /// <exception cref="ConfigurationException">The options make no sense, or not together with the system's settings.</exception>
    public TSettings With(TOptions? options)
    {
        if (options is null) return Settings;
        if (_changed.TryGetValue(options, out TSettings? known)) return known;
        if (OptionsOverlay.Of(options, typeof(TOptions)) is not { } overlay) return Settings;
        TSettings changed = _read(new SettingsReader(overlay.WithFallback(_section), _name));
        return _changed.GetValue(options, _ => changed);
    }
}

using System.Reflection;
using System.Xml.Linq;
using Akka.Configuration;
using Akka.NetPoll.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Hosting;
using Akka.NetPoll.Runtime;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Configuration;

/// <summary>Each setting of akka.netpoll.conf has an option, and each option a setting, by the same name and with the same default.</summary>
public sealed class EachSettingSpec
{
    // Akka reads what stands in them.
    private static readonly string[] OfAkka = ["dispatcher"];

    private static readonly Config Defaults = DefaultSettings.Config.GetConfig(DefaultSettings.Root);

    private static readonly XDocument Documentation =
        XDocument.Load(Path.ChangeExtension(typeof(NetPollOptions).Assembly.Location, ".xml"));

    public static TheoryData<string, string> Options()
    {
        var options = new TheoryData<string, string>();
        foreach ((string section, PropertyInfo part) in OptionsOverlay.Settings(typeof(NetPollOptions)))
            foreach ((string key, PropertyInfo _) in OptionsOverlay.Settings(part.PropertyType)) options.Add(section, key);
        return options;
    }

    [Fact]
    public void Each_section_has_options() =>
        Keys(Defaults).Except(OfAkka).Should().BeEquivalentTo(OptionsOverlay.Settings(typeof(NetPollOptions)).Select(section => section.Key));

    [Fact]
    public void Each_setting_has_an_option_and_each_option_a_setting()
    {
        foreach ((string section, PropertyInfo part) in OptionsOverlay.Settings(typeof(NetPollOptions)))
        {
            IEnumerable<string> options = OptionsOverlay.Settings(part.PropertyType).Select(option => option.Key);

            options.Should().BeEquivalentTo(Keys(Defaults.GetConfig(section)), $"that is what akka.netpoll.{section} has");
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Its_documentation_tells_the_default(string section, string key)
    {
        PropertyInfo property = Property(section, key);
        string member = $"P:{property.DeclaringType!.FullName}.{property.Name}";

        XElement documented = Documentation.Descendants("member").Single(each => each.Attribute("name")!.Value == member);

        documented.Element("summary")!.Value.Should().Contain($"Default: {Defaults.GetString($"{section}.{key}")}.");
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void It_changes_its_setting_and_no_other(string section, string key)
    {
        PropertyInfo property = Property(section, key);
        Dictionary<string, object?> before = Values(Read(section, ConfigurationFactory.Empty));
        object changed = Another(before[property.Name]!);
        object options = Activator.CreateInstance(Part(section).PropertyType)!;
        property.SetValue(options, changed);

        Dictionary<string, object?> after = Values(Read(section, OptionsOverlay.Below(
            $"akka.netpoll.{section}", OptionsOverlay.Of(options, Part(section).PropertyType)!)));

        before[property.Name] = changed;
        after.Should().BeEquivalentTo(before);
    }

    private static object Read(string section, Config config) => section switch
    {
        "poller" => new PollerSettings(SettingsReader.Of(config, section)),
        "workers" => new WorkerSettings(SettingsReader.Of(config, section)),
        "connection" => new ConnectionsSettings(config).Connection.Settings,
        "listener" => new ConnectionsSettings(config).Listener.Settings,
        "datagram" => new ConnectionsSettings(config).Datagram.Settings,
        "tls" => new ConnectionsSettings(config).Tls.Settings,
        "dialer" => new { Timeout = new ConnectionsSettings(config).DialTimeout, new ConnectionsSettings(config).FallbackDelay },
        "shutdown" => new { CloseTimeout = new ConnectionsSettings(config).ShutdownCloseTimeout },
        _ => throw new ArgumentException($"{section} is new here"),
    };

    // Those that an option names; others follow from them.
    private static Dictionary<string, object?> Values(object settings) => (
        from property in settings.GetType().GetProperties()
        where property.GetValue(settings) is int or bool or TimeSpan or string
        where property.Name is not (nameof(WorkerSettings.Max) or nameof(ListenSettings.KernelsBacklog) or nameof(PollerSettings.IsPolledByWorkers))
        select property).ToDictionary(property => property.Name, property => property.GetValue(settings));

    private static object Another(object value) => value switch
    {
        int count => count > 1 ? count - 1 : count + 1,
        bool on => !on,
        TimeSpan time => time + TimeSpan.FromMilliseconds(1),
        "auto" => "poll",
        "workers" => "thread",
        string text => text + "-of-mine",
        _ => throw new ArgumentException($"{value} is of a kind that no option has"),
    };

    private static PropertyInfo Part(string section) => OptionsOverlay.Settings(typeof(NetPollOptions)).Single(part => part.Key == section).Property;

    private static PropertyInfo Property(string section, string key) =>
        OptionsOverlay.Settings(Part(section).PropertyType).Single(option => option.Key == key).Property;

    private static IEnumerable<string> Keys(Config section) => section.AsEnumerable().Select(setting => setting.Key);
}

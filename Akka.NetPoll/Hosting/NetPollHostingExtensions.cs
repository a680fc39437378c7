using Akka.Configuration;
using Akka.Hosting;
using Akka.NetPoll.Configuration;
using Microsoft.Extensions.Configuration;

namespace Akka.NetPoll.Hosting;

/// <summary>Brings Akka.NetPoll into an application built with Akka.Hosting.</summary>
public static class NetPollHostingExtensions
{
    private const string OnWorkers = """akka.actor.default-dispatcher.executor = "Akka.NetPoll.Dispatch.NetPollExecutor, Akka.NetPoll" """;

    /// <summary>Loads the extension when the system starts, its defaults below the application's configuration. A bad setting fails the host's start.</summary>
    /// <param name="builder">The system's.</param>
    /// <param name="asDefaultDispatcher">Whether every actor that names no dispatcher runs on the poller's workers.</param>
    public static AkkaConfigurationBuilder WithNetPoll(this AkkaConfigurationBuilder builder, bool? asDefaultDispatcher = null) =>
        builder.WithNetPoll(new NetPollOptions { AsDefaultDispatcher = asDefaultDispatcher });

    /// <summary>Loads the extension with options that are set by a method.</summary>
    public static AkkaConfigurationBuilder WithNetPoll(this AkkaConfigurationBuilder builder, Action<NetPollOptions> configure)
    {
        var options = new NetPollOptions();
        configure(options);
        return builder.WithNetPoll(options);
    }

    /// <summary>Loads the extension with options, which come before the application's configuration of Akka.</summary>
    /// <exception cref="ConfigurationException">An option is no setting of a system.</exception>
    public static AkkaConfigurationBuilder WithNetPoll(this AkkaConfigurationBuilder builder, NetPollOptions options) =>
        builder.Load(OptionsOverlay.Of(options, typeof(NetPollOptions)), options.AsDefaultDispatcher == true);

    /// <summary>
    /// Loads the extension with a section of the application's configuration, such as <c>configuration.GetSection("NetPoll")</c>, which
    /// comes before its configuration of Akka.
    /// </summary>
    /// <param name="builder">The system's.</param>
    /// <param name="configuration">
    /// Has the shape of <see cref="NetPollOptions"/>, in any spelling of the names (<c>Connection:IdleTimeout</c>, <c>connection:idle-timeout</c>).
    /// Its values are written as in HOCON (<c>64 KiB</c>, <c>5s</c>, <c>off</c>) or as .NET writes them (<c>00:00:05</c>, <c>True</c>).
    /// They are checked as HOCON is, and names that are no settings are warned of.
    /// </param>
    /// <exception cref="ConfigurationException">AsDefaultDispatcher is neither on nor off.</exception>
    public static AkkaConfigurationBuilder WithNetPoll(this AkkaConfigurationBuilder builder, IConfiguration configuration)
    {
        var section = new ConfigurationOverlay(configuration);
        return builder.Load(section.Settings(), section.AsDefaultDispatcher());
    }

    private static AkkaConfigurationBuilder Load(this AkkaConfigurationBuilder builder, Config? settings, bool asDefaultDispatcher)
    {
        if (settings is not null) builder.AddHocon(OptionsOverlay.Below(DefaultSettings.Root, settings), HoconAddMode.Prepend);
        if (asDefaultDispatcher) builder.AddHocon(OnWorkers, HoconAddMode.Prepend);
        return builder
            .AddHocon(DefaultSettings.Config, HoconAddMode.Append)
            .WithExtension<NetPollProvider>()
            // Akka logs an extension that cannot be loaded and goes on without it; asked for again, it says why.
            .AddStartup((system, _) => system.NetPoll());
    }
}

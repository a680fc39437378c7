using Akka.Hosting;

namespace Akka.NetPoll.Hosting;

/// <summary>Brings Akka.NetPoll into an application built with Akka.Hosting.</summary>
public static class NetPollHostingExtensions
{
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

    /// <summary>Loads the extension with options, which come before the application's configuration.</summary>
    public static AkkaConfigurationBuilder WithNetPoll(this AkkaConfigurationBuilder builder, NetPollOptions options) =>
        builder
            .AddHocon(NetPollHocon.Write(options), HoconAddMode.Prepend)
            .AddHocon(NetPollSettings.DefaultConfig(), HoconAddMode.Append)
            .WithExtension<NetPollProvider>()
            // Akka logs an extension that cannot be loaded and goes on without it; asked for again, it says why.
            .AddStartup((system, _) => system.NetPoll());
}

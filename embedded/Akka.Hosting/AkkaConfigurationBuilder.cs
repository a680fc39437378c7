using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Hosting.Logging;
using Akka.Util;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Collects what a hosted system is made of. Nothing happens until the container makes the system; afterwards nothing is added.</summary>
public sealed class AkkaConfigurationBuilder
{
    internal readonly string ActorSystemName;

    /// <summary>All setups but the bootstrap's.</summary>
    public readonly HashSet<Setup> Setups = [];

    private readonly IServiceCollection _services;
    private readonly List<Type> _extensions = [];
    private readonly List<ActorStarter> _starters = [];
    private readonly List<StartupTask> _startups = [];
    private bool _started;

    public AkkaConfigurationBuilder(IServiceCollection serviceCollection, string actorSystemName)
    {
        _services = serviceCollection;
        ActorSystemName = actorSystemName;
    }

    public Option<ProviderSelection> ActorRefProvider { get; private set; } = Option<ProviderSelection>.None;

    /// <summary>All that was added, in its order of precedence.</summary>
    public Option<Config> Configuration { get; private set; } = Option<Config>.None;

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) => StartActors((system, registry) =>
    {
        starter(system, registry);
        return Task.CompletedTask;
    });

    public AkkaConfigurationBuilder StartActors(ActorStarter starter) => Unless(_started, () => _starters.Add(starter));

    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) => AddStartup((system, registry) =>
    {
        startupTask(system, registry);
        return Task.CompletedTask;
    });

    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask) => Unless(_started, () => _startups.Add(startupTask));

    /// <summary>Extensions that are made when the system starts.</summary>
    /// <exception cref="ConfigurationException">One of the types is no class that can be made, or no extension's id.</exception>
    public AkkaConfigurationBuilder WithExtensions(params Type[] extensions)
    {
        foreach (var type in extensions)
        {
            if (!typeof(IExtensionId).IsAssignableFrom(type))
                throw new ConfigurationException($"Type must extends {nameof(IExtensionId)}: [{type.FullName}]");
            if (type.IsAbstract || !type.IsClass) throw new ConfigurationException("Type class must not be abstract or static");
            if (!_extensions.Contains(type)) _extensions.Add(type);
        }
        return this;
    }

    /// <inheritdoc cref="WithExtensions" />
    public AkkaConfigurationBuilder WithExtension<T>() where T : IExtensionId => WithExtensions(typeof(T));

    internal AkkaConfigurationBuilder AddSetup(Setup setup) => Unless(_started, () =>
    {
        if (setup is BootstrapSetup bootstrap)
        {
            if (bootstrap.Config.HasValue) Join((current, added) => added.SafeWithFallback(current), bootstrap.Config.Value);
            ActorRefProvider = bootstrap.ActorRefProvider;
        }
        else
        {
            Setups.Add(setup);
        }
    });

    internal AkkaConfigurationBuilder WithActorRefProvider(ProviderSelection provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Unless(_started, () => ActorRefProvider = Option<ProviderSelection>.Create(provider));
    }

    internal AkkaConfigurationBuilder AddHoconConfiguration(Config hocon, HoconAddMode mode)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        return Unless(_started, () => Join(mode switch
        {
            HoconAddMode.Append => (current, added) => current.WithFallback(added),
            HoconAddMode.Prepend or HoconAddMode.Replace => (current, added) => added.WithFallback(current),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        }, hocon));
    }

    /// <summary>Tells the container how to make the system, its registry and what asks for its actors.</summary>
    internal void Bind()
    {
        _services.AddSingleton(services => services.GetRequiredService<AkkaConfigurationBuilder>().CreateSystem(services));
        _services.AddSingleton(services => ActorRegistry.For(services.GetRequiredService<ActorSystem>()));
        _services.AddSingleton<IActorRegistry>(services => services.GetRequiredService<ActorRegistry>());
        _services.AddSingleton<IReadOnlyActorRegistry>(services => services.GetRequiredService<ActorRegistry>());
        _services.AddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>));
    }

    /// <summary>Runs the starters and then the startup tasks, once.</summary>
    internal async Task StartAsync(ActorSystem system)
    {
        if (_started) return;
        _started = true;
        var registry = ActorRegistry.For(system);
        foreach (var starter in _starters) await starter(system, registry).ConfigureAwait(false);
        foreach (var startup in _startups) await startup(system, registry).ConfigureAwait(false);
    }

    private ActorSystem CreateSystem(IServiceProvider services)
    {
        ListExtensions();
        if (!Setups.Any(setup => setup is LoggerFactorySetup) && services.GetService<ILoggerFactory>() is { } loggers)
            Setups.Add(new LoggerFactorySetup(loggers));

        var bootstrap = BootstrapSetup.Create().WithConfig(Configuration.GetOrElse(Config.Empty));
        if (ActorRefProvider.HasValue) bootstrap = bootstrap.WithActorRefProvider(ActorRefProvider.Value);
        return ActorSystem.Create(ActorSystemName, ActorSystemSetup.Create([bootstrap, .. Setups]));
    }

    // Those that the configuration lists already stay on the list.
    private void ListExtensions()
    {
        if (_extensions.Count == 0) return;
        var listed = Configuration.GetOrElse(Config.Empty).GetStringList("akka.extensions").Select(name => Type.GetType(name.Trim())).OfType<Type>();
        var names = _extensions.Union(listed).Select(type => $"\"{type.AssemblyQualifiedName}\"");
        AddHoconConfiguration($"akka.extensions = [{string.Join(", ", names)}]", HoconAddMode.Prepend);
    }

    private void Join(HoconConfigurator how, Config added) =>
        Configuration = Option<Config>.Create(how(Configuration.GetOrElse(Config.Empty), added));

    private AkkaConfigurationBuilder Unless(bool tooLate, Action change)
    {
        if (!tooLate) change();
        return this;
    }
}

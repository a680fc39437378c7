// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Diagnostics;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors with its dispatchers, its clock and its log. Dispose waits until it has terminated.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private readonly long _created = Stopwatch.GetTimestamp();

    public abstract Settings Settings { get; }

    public abstract string Name { get; }

    public abstract EventStream EventStream { get; }

    public abstract IActorRef DeadLetters { get; }

    public abstract IActorRef IgnoreRef { get; }

    public abstract Dispatchers Dispatchers { get; }

    public abstract Mailboxes Mailboxes { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract ILoggingAdapter Log { get; }

    /// <summary>Done when all actors have stopped and all that was registered for that has run.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Since 1970.</summary>
    public TimeSpan StartTime { get; } = DateTime.UtcNow - DateTime.UnixEpoch;

    public TimeSpan Uptime => Stopwatch.GetElapsedTime(_created);

    /// <summary>With this configuration above the reference.</summary>
    public static ActorSystem Create(string name, Config config) => Start(name, config, ActorSystemSetup.Empty);

    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    public static ActorSystem Create(string name, ActorSystemSetup setup) => Start(
        name,
        setup.Get<BootstrapSetup>().FlatSelect(bootstrap => bootstrap.Config) is { HasValue: true } config
            ? config.Value
            : ConfigurationFactory.Load(),
        setup);

    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    /// <summary>Null if there is none.</summary>
    public abstract object GetExtension(IExtensionId extensionId);

    public abstract T GetExtension<T>() where T : class, IExtension;

    public abstract bool HasExtension(Type type);

    public abstract bool HasExtension<T>() where T : class, IExtension;

    public abstract bool TryGetExtension(Type extensionType, out object extension);

    public abstract bool TryGetExtension<T>(out T extension) where T : class, IExtension;

    /// <summary>Makes the extension, unless there is one.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    /// <summary>Runs when all actors have stopped: what was registered last runs first.</summary>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>Shuts down, through <see cref="CoordinatedShutdown"/> unless the settings say otherwise.</summary>
    public abstract Task Terminate();

    public abstract void Stop(IActorRef actor);

    public abstract IActorRef ActorOf(Props props, string name = null);

    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    public abstract ActorSelection ActorSelection(string actorPath);

    public void Dispose()
    {
        Terminate().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the actors, now.</summary>
    internal abstract Task FinalTerminate();

    private static ActorSystem Start(string name, Config config, ActorSystemSetup setup)
    {
        var system = new ActorSystemImpl(name, config, setup);
        system.Start();
        return system;
    }
}

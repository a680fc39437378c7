// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.MessageQueues;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Finds mailbox types: by path in the configuration, by queue type, by what an actor and its dispatcher ask for.</summary>
public class Mailboxes
{
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";
    public static readonly string NoMailboxRequirement = "";

    private readonly ActorSystem _system;
    private readonly Dictionary<Type, string> _bindings = [];
    private readonly ConcurrentDictionary<string, MailboxType> _types = new();
    private readonly ConcurrentDictionary<Type, Type> _required = new();
    private readonly ConcurrentDictionary<(Type Actor, string Mailbox, string Dispatcher, Config Config), MailboxType> _resolved = new();
    private readonly ConcurrentDictionary<(string Dispatcher, string Mailbox), int> _stashCapacities = new();

    public Mailboxes(ActorSystem system)
    {
        _system = system;
        DeadLetterMailbox = new DeadLetterMailbox(system.DeadLetters);
        foreach (var (name, id) in system.Settings.Config.GetConfig("akka.actor.mailbox.requirements").AsEnumerable())
        {
            if (Type.GetType(name) is { } type) _bindings[type] = id.GetString();
            else Warn($"Mailbox Requirement mapping [{name}] is not an actual type");
        }
    }

    public DeadLetterMailbox DeadLetterMailbox { get; }

    private Config Config => _system.Settings.Config;

    public bool HasRequiredType(Type actorType) => GetRequiredType(actorType) is not null;

    /// <summary>The queue that an actor class asks for by <see cref="IRequiresMessageQueue{T}"/>, or null.</summary>
    public Type GetRequiredType(Type actorType) => ArgumentOf(actorType, typeof(IRequiresMessageQueue<>));

    /// <summary>The same, remembered: it is asked for each actor.</summary>
    internal Type GetRequiredQueue(Type actorType) =>
        _required.GetOrAdd(actorType, static (type, mailboxes) => mailboxes.GetRequiredType(type), this);

    public bool ProducesMessageQueue(Type mailboxType) => ArgumentOf(mailboxType, typeof(IProducesMessageQueue<>)) is not null;

    public MailboxType Lookup(string id) => _types.GetOrAdd(id, static (id, mailboxes) => mailboxes.Create(id), this);

    public MailboxType LookupByQueueType(Type queueType)
    {
        if (_bindings.TryGetValue(queueType, out var id)) return Lookup(id);
        throw new ConfigurationException($"Mailbox Mapping for [{queueType}] not configured");
    }

    /// <summary>In order: what the Props name, the dispatcher's, what the actor asks for, what the dispatcher asks for, the default.</summary>
    public MailboxType GetMailboxType(Props props, Config dispatcherConfig)
    {
        var deploy = props.Deploy;
        return _resolved.GetOrAdd(
            (props.Type, deploy.Mailbox, deploy.Dispatcher, dispatcherConfig),
            static (key, mailboxes) => mailboxes.Resolve(key.Actor, key.Mailbox, key.Dispatcher, key.Config),
            this);
    }

    /// <summary>How many messages a stash holds; not above zero: no limit.</summary>
    public int StashCapacity(string dispatcher, string mailbox) =>
        _stashCapacities.GetOrAdd((dispatcher, mailbox), static (key, mailboxes) =>
        {
            var config = Dispatchers.GetConfig(mailboxes.Config, key.Dispatcher)
                .WithFallback(mailboxes.Config.GetConfig(DefaultMailboxId));
            if (key.Mailbox.Length > 0 && key.Mailbox != DefaultMailboxId)
                config = mailboxes.Config.GetConfig(key.Mailbox).SafeWithFallback(config);
            return config.GetInt("stash-capacity");
        }, this);

    private static Type ArgumentOf(Type type, Type definition) =>
        type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition)?.GetGenericArguments()[0];

    private MailboxType Resolve(Type actor, string mailbox, string dispatcher, Config config)
    {
        var actorNeeds = GetRequiredType(actor);
        var requirement = config?.GetString("mailbox-requirement");
        var dispatcherNeeds = string.IsNullOrEmpty(requirement) ? null : Type.GetType(requirement, throwOnError: true);
        return Verify(Choose(), actor, actorNeeds, dispatcherNeeds, config);

        MailboxType Choose()
        {
            if (mailbox != Deploy.NoMailboxGiven) return Lookup(mailbox);
            var dispatcherHasOne = !string.IsNullOrEmpty(config?.GetString("mailbox-type"));
            if (dispatcher != Deploy.NoDispatcherGiven && dispatcherHasOne) return Lookup(config.GetString("id"));
            if (actorNeeds is not null && (dispatcherNeeds is null || _bindings.ContainsKey(actorNeeds)))
                return LookupByQueueType(actorNeeds);
            return dispatcherNeeds is null ? Lookup(DefaultMailboxId) : LookupByQueueType(dispatcherNeeds);
        }
    }

    private static MailboxType Verify(MailboxType type, Type actor, Type actorNeeds, Type dispatcherNeeds, Config config)
    {
        if (actorNeeds is null && dispatcherNeeds is null) return type;
        var queue = ArgumentOf(type.GetType(), typeof(IProducesMessageQueue<>)) ?? throw new ArgumentException(
            $"No IProducesMessageQueue<TQueue> supplied for {type}; illegal mailbox type definition.");
        if (dispatcherNeeds is not null && !dispatcherNeeds.IsAssignableFrom(queue))
            throw new ArgumentException($"produced message queue type [{queue}] does not fulfill requirement for dispatcher " +
                $"[{config.GetString("id")}].Must be a subclass of [{dispatcherNeeds}]");
        if (actorNeeds is not null && !actorNeeds.IsAssignableFrom(queue))
            throw new ArgumentException($"produced message queue type of [{queue}] does not fulfill requirement for actor class " +
                $"[{actor}].Must be a subclass of [{actorNeeds}]");
        return type;
    }

    private MailboxType Create(string id)
    {
        if (id == "unbounded") return new UnboundedMailbox();
        if (id != "bounded" && !Config.HasPath(id)) throw new ConfigurationException($"Mailbox Type [{id}] not configured");
        var config = ConfigurationFactory.ParseString($"id:{id}")
            .WithFallback(Config.GetConfig(id))
            .WithFallback(Config.GetConfig(DefaultMailboxId));
        if (id == "bounded") return new BoundedMailbox(_system.Settings, config);
        var name = config.GetString("mailbox-type");
        if (string.IsNullOrEmpty(name)) throw new ConfigurationException($"The setting mailbox-type defined in [{id}] is empty");
        var type = Type.GetType(name) ?? throw new ConfigurationException(
            $"Found mailbox-type [{name}] in configuration for [{id}], but could not find that type in any loaded assemblies.");
        try
        {
            return (MailboxType)Activator.CreateInstance(type, _system.Settings, config);
        }
        catch (Exception e)
        {
            throw new ArgumentException($"Cannot instantiate MailboxType {type}, defined in [{id}]. Make sure it has a public " +
                "constructor with [Akka.Actor.Settings, Akka.Configuration.Config] parameters", e);
        }
    }

    private void Warn(string message) => _system.EventStream.Publish(new Warning("mailboxes", GetType(), message));
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections.Concurrent;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A system's plugins. What is registered later does not concern actor types that have been met.</summary>
public class ActorProducerPipelineResolver
{
    private readonly Lazy<ILoggingAdapter> _log;
    private readonly List<IActorProducerPlugin> _plugins = [new ActorStashPlugin()];
    private readonly ConcurrentDictionary<Type, ActorProducerPipeline> _pipelines = new();

    public ActorProducerPipelineResolver(Func<ILoggingAdapter> logBuilder) => _log = new Lazy<ILoggingAdapter>(logBuilder);

    public int TotalPluginCount => _plugins.Count;

    /// <summary>False if there is one of its type.</summary>
    public bool Register(IActorProducerPlugin plugin) => Insert(_plugins.Count, plugin);

    public bool Insert(int index, IActorProducerPlugin plugin)
    {
        if (IsRegistered(plugin)) return false;
        _plugins.Insert(index, plugin);
        return true;
    }

    public bool Unregister(IActorProducerPlugin plugin) => _plugins.Remove(plugin);

    public bool IsRegistered(IActorProducerPlugin plugin) => _plugins.Any(known => known.GetType() == plugin.GetType());

    internal ActorProducerPipeline ResolvePipeline(Type actorType) => _pipelines.GetOrAdd(actorType, static (type, resolver) =>
        new ActorProducerPipeline(resolver._log, resolver._plugins.Where(plugin => plugin.CanBeAppliedTo(type))), this);
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The plugins of one actor type, in order. A failing one is logged and passed over.</summary>
public class ActorProducerPipeline : IEnumerable<IActorProducerPlugin>
{
    private readonly Lazy<ILoggingAdapter> _log;
    private readonly List<IActorProducerPlugin> _plugins;

    public ActorProducerPipeline(Lazy<ILoggingAdapter> log, IEnumerable<IActorProducerPlugin> plugins)
    {
        _log = log;
        _plugins = plugins.ToList();
    }

    public int Count => _plugins.Count;

    public void AfterActorIncarnated(ActorBase actor, IActorContext context)
    {
        foreach (var plugin in _plugins) Apply(plugin, plugin.AfterIncarnated, actor, context, "newly created actor");
    }

    public void BeforeActorIncarnated(ActorBase actor, IActorContext context)
    {
        foreach (var plugin in _plugins) Apply(plugin, plugin.BeforeIncarnated, actor, context, "actor before its destruction");
    }

    public IEnumerator<IActorProducerPlugin> GetEnumerator() => _plugins.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Apply(IActorProducerPlugin plugin, Action<ActorBase, IActorContext> step, ActorBase actor, IActorContext context, string to)
    {
        try
        {
            step(actor, context);
        }
        catch (Exception e)
        {
            _log.Value.Error(e, "The plugin {0} failed on the {1} (Type = {2}, Path = {3})", plugin.GetType(), to, actor.GetType(),
                context.Self.Path);
        }
    }
}

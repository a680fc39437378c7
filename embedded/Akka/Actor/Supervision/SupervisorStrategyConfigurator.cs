// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Makes the user guardian's strategy: <c>akka.actor.guardian-supervisor-strategy</c> names it.</summary>
public abstract class SupervisorStrategyConfigurator
{
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName)
    {
        if (typeName is null)
            throw new ConfigurationException("Could not resolve SupervisorStrategyConfigurator. typeName is null");
        var type = Type.GetType(typeName)
            ?? throw new ConfigurationException($"Could not resolve SupervisorStrategyConfigurator type {typeName}");
        return (SupervisorStrategyConfigurator)Activator.CreateInstance(type);
    }

    public abstract SupervisorStrategy Create();
}

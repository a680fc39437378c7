// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>What <c>akka.actor.deployment</c> says of the actors below <c>/user</c>; a <c>*</c> stands for any one name.</summary>
public class Deployer
{
    protected readonly Config Default;

    private readonly ConcurrentDictionary<string, Deploy> _byPath = new();

    public Deployer(Settings settings)
    {
        var config = settings.Config.GetConfig("akka.actor.deployment");
        Default = config.GetConfig("default");
        foreach (var (path, section) in config.AsEnumerable())
            if (path != "default") SetDeploy(ParseConfig(path, config.GetConfig($"\"{path}\"")));
    }

    internal bool IsEmpty => _byPath.IsEmpty;

    /// <summary>Null if nothing is said.</summary>
    public Deploy Lookup(ActorPath path)
    {
        if (_byPath.IsEmpty) return null;
        var elements = path.Elements;
        return elements.Count < 2 || elements[0] != "user" ? Deploy.None : Lookup(elements.Skip(1));
    }

    /// <summary>Null if nothing is said.</summary>
    public Deploy Lookup(IEnumerable<string> path)
    {
        var names = path.ToArray();
        if (_byPath.TryGetValue("/" + string.Join('/', names), out var exact)) return exact;
        return _byPath.Where(deploy => Matches(deploy.Key[1..].Split('/'), names)).Select(deploy => deploy.Value).FirstOrDefault();
    }

    public void SetDeploy(Deploy deploy)
    {
        foreach (var name in deploy.Path.Split('/').Skip(1))
        {
            if (name.Length == 0)
                throw new IllegalActorNameException($"Actor name in deployment [{deploy.Path}] must not be empty");
            if (!ActorPath.IsValidPathElement(name))
                throw new IllegalActorNameException(
                    $"Illegal actor name [{name}] in deployment [${deploy.Path}]. {ActorPath.ValidActorNameDescription}");
        }
        _byPath[deploy.Path] = deploy;
    }

    public virtual Deploy ParseConfig(string key, Config config)
    {
        var section = config.WithFallback(Default);
        return new Deploy(key, section, Deploy.NoScopeGiven, section.GetString("dispatcher", ""), section.GetString("mailbox", ""),
            section.GetInt("stash-capacity", Deploy.NoStashSize));
    }

    private static bool Matches(string[] pattern, string[] names)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "**") return true;
            if (i >= names.Length || !names[i].Like(pattern[i], caseSensitive: true)) return false;
        }
        return pattern.Length == names.Length;
    }
}

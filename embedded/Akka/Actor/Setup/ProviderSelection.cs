namespace Akka.Actor;

/// <summary>Which provider makes a system's actors. Only the local one is in this assembly.</summary>
public abstract class ProviderSelection
{
    private const string LocalProvider = "Akka.Actor.LocalActorRefProvider, Akka";
    private const string RemoteProvider = "Akka.Remote.RemoteActorRefProvider, Akka.Remote";
    private const string ClusterProvider = "Akka.Cluster.ClusterActorRefProvider, Akka.Cluster";

    private ProviderSelection(string identifier, string fqn, bool hasCluster)
    {
        Identifier = identifier;
        Fqn = fqn;
        HasCluster = hasCluster;
    }

    internal string Identifier { get; }

    /// <summary>The provider's type, with its assembly.</summary>
    internal string Fqn { get; }

    internal bool HasCluster { get; }

    /// <summary>What the setting akka.actor.provider means: a short name or a type.</summary>
    internal static ProviderSelection GetProvider(string providerClass) => providerClass switch
    {
        "local" => Local.Instance,
        "remote" or RemoteProvider => Remote.Instance,
        "cluster" or ClusterProvider => Cluster.Instance,
        _ => new Custom(providerClass),
    };

    public sealed class Local : ProviderSelection
    {
        public static readonly Local Instance = new();

        private Local() : base("local", LocalProvider, false) { }
    }

    public sealed class Remote : ProviderSelection
    {
        public static readonly Remote Instance = new();

        private Remote() : base("remote", RemoteProvider, false) { }
    }

    public sealed class Cluster : ProviderSelection
    {
        public static readonly Cluster Instance = new();

        private Cluster() : base("cluster", ClusterProvider, true) { }
    }

    /// <summary>A provider of the application's own.</summary>
    public sealed class Custom : ProviderSelection
    {
        public Custom(string fqn, string? identifier = null, bool hasCluster = false) : base(identifier ?? "", fqn, hasCluster) { }
    }
}

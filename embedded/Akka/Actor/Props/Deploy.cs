// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Where and how an actor runs, apart from what it is.</summary>
public class Deploy : IEquatable<Deploy>
{
    public static readonly Deploy Local = new(Actor.Scope.Local);
    public static readonly string NoDispatcherGiven = string.Empty;
    public static readonly string NoMailboxGiven = string.Empty;
    public const int NoStashSize = -1;
    public static readonly Scope NoScopeGiven = Actor.NoScopeGiven.Instance;
    public static readonly Deploy None = new();

    public Deploy() : this("", ConfigurationFactory.Empty, NoScopeGiven, NoDispatcherGiven, NoMailboxGiven, NoStashSize)
    {
    }

    public Deploy(Scope scope) : this("", scope)
    {
    }

    public Deploy(string path, Scope scope)
        : this(path, ConfigurationFactory.Empty, scope, NoDispatcherGiven, NoMailboxGiven, NoStashSize)
    {
    }

    internal Deploy(string path, Config config, Scope scope, string dispatcher, string mailbox, int stashCapacity)
    {
        Path = path;
        Config = config;
        Scope = scope ?? Actor.NoScopeGiven.Instance;
        Dispatcher = dispatcher ?? string.Empty;
        Mailbox = mailbox ?? string.Empty;
        StashCapacity = stashCapacity;
    }

    public string Path { get; }

    public Config Config { get; }

    public Scope Scope { get; }

    public string Mailbox { get; }

    public string Dispatcher { get; }

    public int StashCapacity { get; }

    public virtual Deploy WithFallback(Deploy other) => new(
        Path,
        Config.SafeWithFallback(other.Config),
        Scope.WithFallback(other.Scope),
        Dispatcher == NoDispatcherGiven ? other.Dispatcher : Dispatcher,
        Mailbox == NoMailboxGiven ? other.Mailbox : Mailbox,
        StashCapacity == NoStashSize ? other.StashCapacity : StashCapacity);

    public virtual Deploy WithScope(Scope scope) => new(Path, Config, scope ?? Scope, Dispatcher, Mailbox, StashCapacity);

    public virtual Deploy WithMailbox(string mailbox) => new(Path, Config, Scope, Dispatcher, mailbox, StashCapacity);

    public virtual Deploy WithDispatcher(string dispatcher) => new(Path, Config, Scope, dispatcher, Mailbox, StashCapacity);

    public virtual Deploy WithStashCapacity(int stashSize) => new(Path, Config, Scope, Dispatcher, Mailbox, stashSize);

    public bool Equals(Deploy other) => ReferenceEquals(this, other) || (other is not null
        && Path == other.Path && Dispatcher == other.Dispatcher && Mailbox == other.Mailbox
        && StashCapacity == other.StashCapacity && Scope.Equals(other.Scope) && Config.ToString() == other.Config.ToString());
}

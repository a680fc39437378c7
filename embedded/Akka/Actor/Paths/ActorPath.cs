// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Util;

namespace Akka.Actor;

/// <summary>An actor's name and its ancestors'. Equality leaves the uid out: the next actor of that name has the same path.</summary>
/// <remarks>Kept as a chain; text is made when it is asked for.</remarks>
public abstract partial class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    internal const string ValidActorNameDescription =
        $"Actor paths MUST: not start with `$`, not be empty, and only contain ASCII letters, digits and these special characters: `{ValidSymbols}`";

    protected ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
    }

    protected ActorPath(ActorPath parentPath, string name, long uid)
    {
        Parent = parentPath;
        Address = parentPath.Address;
        Depth = parentPath.Depth + 1;
        Name = name;
        Uid = uid;
    }

    public string Name { get; }

    public Address Address { get; }

    /// <summary>Tells an actor from earlier ones of the same path; 0 if it does not matter.</summary>
    public long Uid { get; }

    /// <summary>Null for the root.</summary>
    public ActorPath Parent { get; }

    public int Depth { get; }

    public ActorPath Root => ParentOf(0);

    /// <summary>The names from the root down.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var names = new string[Depth];
            for (var path = this; path.Depth > 0; path = path.Parent) names[path.Depth - 1] = path.Name;
            return names;
        }
    }

    public static ActorPath operator /(ActorPath path, string name)
    {
        var (child, uid) = SplitUid(name);
        return new ChildActorPath(path, child, uid);
    }

    public static ActorPath operator /(ActorPath path, IEnumerable<string> name)
    {
        foreach (var element in name)
            if (!string.IsNullOrEmpty(element)) path /= element;
        return path;
    }

    public static bool operator ==(ActorPath left, ActorPath right) => left?.Equals(right) ?? right is null;

    public static bool operator !=(ActorPath left, ActorPath right) => !(left == right);

    public static string FormatPathElements(IEnumerable<string> pathElements) => string.Join("/", pathElements);

    /// <summary>The ancestor at that depth; below zero, counted from this path upwards.</summary>
    public ActorPath ParentOf(int depth)
    {
        var path = this;
        var target = depth >= 0 ? depth : Math.Max(Depth + depth, 0);
        while (path.Depth > target) path = path.Parent;
        return path;
    }

    public ActorPath Child(string childName) => this / childName;

    public ActorPath WithUid(long uid)
    {
        if (uid == Uid) return this;
        return Parent is null ? new RootActorPath(Address, Name) : new ChildActorPath(Parent, Name, uid);
    }

    public bool Equals(ActorPath other)
    {
        if (other is null || Depth != other.Depth) return false;
        ActorPath mine = this, theirs = other;
        for (; mine.Depth > 0; mine = mine.Parent, theirs = theirs.Parent)
        {
            if (ReferenceEquals(mine, theirs)) return true;
            if (mine.Name != theirs.Name) return false;
        }
        return ReferenceEquals(mine, theirs) || (mine.Address == theirs.Address && mine.Name == theirs.Name);
    }

    public override bool Equals(object obj) => Equals(obj as ActorPath);

    public override int GetHashCode()
    {
        var hash = Address.GetHashCode();
        for (var path = this; path is not null; path = path.Parent) hash = HashCode.Combine(hash, path.Name);
        return hash;
    }

    public int CompareTo(ActorPath other)
    {
        if (ReferenceEquals(this, other)) return 0;
        if (other is null) return 1;
        var (mine, theirs) = (Elements, other.Elements);
        for (var i = 0; i < Math.Min(mine.Count, theirs.Count); i++)
        {
            var order = string.CompareOrdinal(mine[i], theirs[i]);
            if (order != 0) return order;
        }
        return Depth != other.Depth ? Depth.CompareTo(other.Depth) : Address.Comparer.Compare(Address, other.Address);
    }

    internal static (string Name, long Uid) SplitUid(string name)
    {
        var hash = name.IndexOf('#');
        if (hash < 0) return (name, ActorCell.UndefinedUid);
        return (name[..hash], long.TryParse(name.AsSpan(hash + 1), out var uid) ? uid : ActorCell.UndefinedUid);
    }
}

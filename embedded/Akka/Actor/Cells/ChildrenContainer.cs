// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor.Internal;

/// <summary>A cell's children by name, and those of them that are to die.</summary>
/// <remarks>
/// Under a lock of its own, as others than the actor read it and make top-level actors. Each operation takes the same time with a
/// million children as with one. A value is the child's ref; its restart statistics, once it has failed; null, while the name is
/// reserved for a child in the making.
/// </remarks>
internal sealed class ChildrenContainer
{
    private readonly Dictionary<string, object> _byName = [];
    private HashSet<IActorRef> _dying;
    private SuspendReason _reason;

    public int Count
    {
        get
        {
            lock (_byName) return _byName.Count;
        }
    }

    /// <summary>Restarts and failures are handled at once: no child is awaited.</summary>
    public bool IsNormal
    {
        get
        {
            lock (_byName) return _reason is null or SuspendReason.UserRequest;
        }
    }

    public bool IsTerminating
    {
        get
        {
            lock (_byName) return _reason is SuspendReason.Termination;
        }
    }

    public bool IsWaitingForChildren
    {
        get
        {
            lock (_byName) return _reason is { WaitsForChildren: true };
        }
    }

    public void Reserve(string name)
    {
        lock (_byName)
        {
            if (_reason is SuspendReason.Termination)
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            if (!_byName.TryAdd(name, null)) throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        }
    }

    public void Unreserve(string name)
    {
        lock (_byName)
            if (_byName.TryGetValue(name, out var child) && child is null) _byName.Remove(name);
    }

    public void Add(IInternalActorRef child)
    {
        lock (_byName) _byName[child.Path.Name] = child;
    }

    public bool Contains(IActorRef child)
    {
        lock (_byName) return Find(child) is not null;
    }

    public IInternalActorRef Get(string name)
    {
        lock (_byName) return _byName.TryGetValue(name, out var child) ? RefOf(child) : null;
    }

    /// <summary>The child's restart statistics, or null if it is no child of this cell.</summary>
    public ChildRestartStats StatsOf(IActorRef child)
    {
        lock (_byName) return Find(child) is { } found ? Stats(child.Path.Name, found) : null;
    }

    public IInternalActorRef[] Snapshot()
    {
        lock (_byName)
        {
            var children = new List<IInternalActorRef>(_byName.Count);
            foreach (var child in _byName.Values)
                if (child is not null) children.Add(RefOf(child));
            return children.ToArray();
        }
    }

    public List<ChildRestartStats> AllStats()
    {
        lock (_byName)
        {
            var stats = new List<ChildRestartStats>(_byName.Count);
            foreach (var (name, child) in _byName.ToArray())
                if (child is not null) stats.Add(Stats(name, child));
            return stats;
        }
    }

    /// <summary>The child has been told to stop.</summary>
    public void ShallDie(IActorRef child)
    {
        lock (_byName)
        {
            if (Find(child) is null) return;
            _reason ??= SuspendReason.UserRequest.Instance;
            (_dying ??= []).Add(child);
        }
    }

    /// <summary>True if children are awaited; the reason then is what happens after the last of them.</summary>
    public bool SetReason(SuspendReason reason)
    {
        lock (_byName)
        {
            if (_dying is not { Count: > 0 }) return false;
            _reason = reason;
            return true;
        }
    }

    public void SetTerminated()
    {
        lock (_byName)
        {
            _reason = SuspendReason.Termination.Instance;
            _byName.Clear();
        }
    }

    /// <summary>The reason that was set, if this child was the last one awaited; else null.</summary>
    public SuspendReason Remove(IActorRef child)
    {
        lock (_byName)
        {
            if (Find(child) is not null) _byName.Remove(child.Path.Name);
            if (_dying is null || !_dying.Remove(child) || _dying.Count > 0) return null;
            var reason = _reason;
            _dying = null;
            if (reason is not SuspendReason.Termination) _reason = null;
            return reason;
        }
    }

    private static IInternalActorRef RefOf(object child) => child as IInternalActorRef ?? ((ChildRestartStats)child)?.Child;

    private object Find(IActorRef child) =>
        _byName.TryGetValue(child.Path.Name, out var found) && child.Equals(RefOf(found)) ? found : null;

    private ChildRestartStats Stats(string name, object child)
    {
        if (child is ChildRestartStats known) return known;
        var stats = new ChildRestartStats((IInternalActorRef)child);
        _byName[name] = stats;
        return stats;
    }
}

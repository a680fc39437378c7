namespace Akka.Configuration.Hocon;

/// <summary>The substitutions of one document: collected while it is read, resolved when all of it has been.</summary>
internal sealed class HoconSubstitutions
{
    private readonly List<PendingSubstitution> _pending = [];
    private readonly HashSet<HoconValue> _undefined = [];
    private readonly List<HoconSubstitution> _byPath = [];

    /// <summary>Those that stand for what is at their path, once resolved.</summary>
    public IReadOnlyList<HoconSubstitution> ByPath => _byPath;

    public HoconSubstitution Add(PendingSubstitution pending)
    {
        _pending.Add(pending);
        return pending.Substitution;
    }

    /// <summary>The pieces of one value are now those of another: a key was assigned again.</summary>
    public void Move(HoconValue from, HoconValue to)
    {
        for (var i = 0; i < _pending.Count; i++)
            if (_pending[i].Owner == from) _pending[i] = _pending[i] with { Owner = to };
    }

    /// <summary>Takes over those of an included document, whose paths start where it was included.</summary>
    public void Adopt(IEnumerable<HoconSubstitution> included, string path)
    {
        foreach (var substitution in included)
        {
            if (path.Length > 0) substitution.Path = $"{path}.{substitution.Path}";
            _pending.Add(new PendingSubstitution(substitution, new HoconValue(), "", new HoconValue(), Optional: false));
        }
    }

    /// <summary>Resolves all against the root of the finished document.</summary>
    public void Resolve(HoconValue root)
    {
        if (_pending.Count == 0) return;
        var config = root.ToConfig();
        foreach (var pending in _pending) Resolve(pending, config);
        if (_undefined.Count > 0) Remove(_undefined, root);
        foreach (var pending in _pending) RefuseCircle(pending.Substitution);
    }

    private void Resolve(PendingSubstitution pending, Config config)
    {
        var substitution = pending.Substitution;
        var target = config.GetValue(substitution.Path);
        var refersToItself = substitution.Path == pending.OwnerPath;
        if (refersToItself) target = pending.Earlier.Values.Count > 0 ? pending.Earlier : null;

        if (target is not null)
        {
            substitution.ResolvedValue = target;
            if (!refersToItself) _byPath.Add(substitution);
        }
        else if (pending.Optional) Drop(pending);
        else throw new FormatException($"Unresolved substitution: {substitution.Path}, in the value of '{pending.OwnerPath}'");
    }

    // An optional substitution for nothing leaves the key as it was before, or undefined.
    private void Drop(PendingSubstitution pending)
    {
        var pieces = pending.Owner.Values;
        if (!pieces.Remove(pending.Substitution)) return;
        if (!pieces.TrueForAll(piece => piece is HoconLiteral literal && string.IsNullOrWhiteSpace(literal.Value))) return;
        pieces.Clear();
        pieces.AddRange(pending.Earlier.Values);
        if (pieces.Count == 0) _undefined.Add(pending.Owner);
    }

    private static void Remove(HashSet<HoconValue> undefined, HoconValue from)
    {
        foreach (var piece in from.Values)
        {
            if (piece is HoconObject content)
            {
                foreach (var key in content.Items.Keys.ToList())
                    if (undefined.Contains(content.Items[key])) content.Items.Remove(key);
                    else Remove(undefined, content.Items[key]);
            }
            else if (piece is HoconArray items)
            {
                items.RemoveAll(undefined.Contains);
                items.ForEach(item => Remove(undefined, item));
            }
        }
    }

    private static void RefuseCircle(HoconSubstitution substitution)
    {
        if (Reaches(substitution.ResolvedValue, substitution, []))
            throw new FormatException($"The substitution {substitution.Path} stands for a value that contains it");
    }

    private static bool Reaches(HoconValue? from, HoconSubstitution target, HashSet<HoconValue> seen)
    {
        if (from is null || !seen.Add(from)) return false;
        return from.Values.Exists(piece => piece switch
        {
            HoconObject content => content.Items.Values.Any(value => Reaches(value, target, seen)),
            HoconArray items => items.Exists(item => Reaches(item, target, seen)),
            HoconSubstitution other => other == target || Reaches(other.ResolvedValue, target, seen),
            _ => false,
        });
    }
}

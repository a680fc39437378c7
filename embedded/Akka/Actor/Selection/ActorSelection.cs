// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Util;

namespace Akka.Actor;

/// <summary>A path from an actor, with wildcards: messages go to whoever is there when they pass.</summary>
public class ActorSelection : ICanTell
{
    public ActorSelection()
    {
    }

    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    public ActorSelection(IActorRef anchor, string path) : this(anchor, path.Split('/'))
    {
    }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        Path = elements.Where(element => !string.IsNullOrEmpty(element)).Select(Element).ToArray();
        if (Path.SkipLast(1).Contains(SelectChildRecursive.Instance))
            throw new IllegalActorNameException("Double wildcard can only appear at the last path entry");
    }

    public IActorRef Anchor { get; private set; }

    public SelectionPathElement[] Path { get; private set; }

    public string PathString => "/" + string.Join<SelectionPathElement>("/", Path);

    /// <summary>Without a sender, the actor whose code is running.</summary>
    public void Tell(object message, IActorRef sender = null)
    {
        sender ??= ActorCell.GetCurrentSelfOrNoSender();
        DeliverSelection((IInternalActorRef)Anchor, sender, new ActorSelectionMessage(message, Path));
    }

    /// <exception cref="ActorNotFoundException">Nobody was there within that time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (Exception e)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", e);
        }
    }

    protected bool Equals(ActorSelection other) => Equals(Anchor, other.Anchor) && PathString == other.PathString;

    public override bool Equals(object obj) => obj?.GetType() == GetType() && Equals((ActorSelection)obj);

    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    public override string ToString()
    {
        var uid = Anchor.Path.Uid == ActorCell.UndefinedUid ? "" : $"#{Anchor.Path.Uid}";
        return $"ActorSelection[Anchor({Anchor.Path}{uid}), Path({PathString})]";
    }

    /// <summary>Walks from the anchor as far as local refs go, and tells who is at the end.</summary>
    internal static void DeliverSelection(IInternalActorRef anchor, IActorRef sender, ActorSelectionMessage selection)
    {
        var at = anchor;
        for (var i = 0; i < selection.Elements.Length; i++)
        {
            if (at is not ActorRefWithCell actor)
            {
                at.Tell(selection.Copy(elements: selection.Elements[i..]), sender);
                return;
            }
            switch (selection.Elements[i])
            {
                case SelectParent:
                    at = actor.Parent;
                    break;
                case SelectChildName name:
                    at = actor.GetSingleChild(name.Name);
                    if (!at.IsNobody()) break;
                    TellNobody(anchor, actor, sender, selection);
                    return;
                case SelectChildPattern pattern:
                    TellMatching(anchor, actor, pattern, sender, selection, selection.Elements[(i + 1)..]);
                    return;
                case SelectChildRecursive:
                    TellDescendants(actor, selection.Message, sender);
                    return;
            }
        }
        at.Tell(selection.Message, sender);
    }

    private static SelectionPathElement Element(string element) => element switch
    {
        "**" => SelectChildRecursive.Instance,
        ".." => SelectParent.Instance,
        _ when element.Contains('?') || element.Contains('*') => new SelectChildPattern(element),
        _ => new SelectChildName(element),
    };

    private static void TellNobody(IInternalActorRef anchor, ActorRefWithCell at, IActorRef sender, ActorSelectionMessage selection)
    {
        if (selection.WildCardFanOut) return;
        var path = anchor.Path / selection.Elements.Select(element => element.ToString());
        new EmptyLocalActorRef(at.Provider, path, at.Underlying.System.EventStream).Tell(selection, sender);
    }

    private static void TellMatching(IInternalActorRef anchor, ActorRefWithCell at, SelectChildPattern pattern, IActorRef sender,
        ActorSelectionMessage selection, SelectionPathElement[] rest)
    {
        var matching = at.Children.Where(child => child.Path.Name.Like(pattern.PatternStr)).ToArray();
        if (matching.Length == 0) TellNobody(anchor, at, sender, selection);
        var further = new ActorSelectionMessage(selection.Message, rest, selection.WildCardFanOut || matching.Length > 1);
        foreach (var child in matching) DeliverSelection((IInternalActorRef)child, sender, further);
    }

    private static void TellDescendants(ActorRefWithCell at, object message, IActorRef sender)
    {
        foreach (var child in at.Children)
        {
            child.Tell(message, sender);
            if (child is ActorRefWithCell actor) TellDescendants(actor, message, sender);
        }
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>A stash on a mailbox that takes messages back in front.</summary>
internal sealed class DequeStash : IStash
{
    private readonly ActorCell _cell;
    private readonly IDequeBasedMessageQueueSemantics _mailbox;
    private LinkedList<Envelope> _stashed = new();
    private int _lastEnvelopeId;

    public DequeStash(ActorCell cell)
    {
        _cell = cell;
        _mailbox = cell.Mailbox.MessageQueue as IDequeBasedMessageQueueSemantics ?? throw new ActorInitializationException(cell.Self,
            $"DequeBasedMailbox required, got: {cell.Mailbox.MessageQueue.GetType().Name}\n" +
            "An (unbounded) deque-based mailbox can be configured as follows:\n" +
            "my-custom-mailbox {\n    mailbox-type = \"Akka.Dispatch.UnboundedDequeBasedMailbox\"\n}\n");
        var props = cell.Props;
        Capacity = props.Deploy.StashCapacity != Deploy.NoStashSize
            ? props.Deploy.StashCapacity
            : cell.System.Mailboxes.StashCapacity(props.Dispatcher, props.Mailbox);
    }

    public int Count => _stashed.Count;

    public bool IsEmpty => Count == 0;

    public bool NonEmpty => !IsEmpty;

    public bool IsFull => Capacity > 0 && Count >= Capacity;

    public int Capacity { get; }

    public void Stash()
    {
        var message = _cell.CurrentMessage;
        if (_cell.CurrentEnvelopeId == _lastEnvelopeId)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        _lastEnvelopeId = _cell.CurrentEnvelopeId;
        if (IsFull)
            throw new StashOverflowException($"Couldn't enqueue message {message} from ${_cell.Sender} to stash of {_cell.Self}");
        _stashed.AddLast(new Envelope(message, _cell.Sender));
    }

    public void Unstash()
    {
        if (_stashed.First is not { } oldest) return;
        _mailbox.EnqueueFirst(oldest.Value);
        _stashed.RemoveFirst();
    }

    public void UnstashAll() => UnstashAll(static _ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        for (var last = _stashed.Last; last is not null; last = last.Previous)
            if (predicate(last.Value)) _mailbox.EnqueueFirst(last.Value);
        _stashed = new LinkedList<Envelope>();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var stashed = _stashed;
        _stashed = new LinkedList<Envelope>();
        return stashed;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Distinct().Reverse()) _stashed.AddFirst(envelope);
    }
}

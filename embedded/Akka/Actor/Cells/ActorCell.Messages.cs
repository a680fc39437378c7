// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Scheduler;
using Akka.Event;

namespace Akka.Actor;

public partial class ActorCell
{
    /// <summary>Handles one message. What the actor throws is its supervisor's business.</summary>
    internal void Invoke(Envelope envelope)
    {
        var message = envelope.Message is IScheduledTellMsg scheduled ? scheduled.Message : envelope.Message;
        var timed = _extras?.ReceiveTimeout is not null || _extras?.PendingReceiveTimeout is not null;
        var influences = !timed || message is not INotInfluenceReceiveTimeout;
        CurrentMessage = message;
        _envelopeId = _envelopeId == int.MaxValue ? 0 : _envelopeId + 1;
        _sender = envelope.Sender ?? _system.DeadLetters;
        try
        {
            if (timed && influences) CancelReceiveTimeout();
            if (message is IAutoReceivedMessage) AutoReceiveMessage(envelope);
            else ReceiveMessage(message);
            CurrentMessage = null;
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
        if (_extras is not null) CheckReceiveTimeout(influences);
    }

    /// <summary>Handles a message in the caller's thread, and lets what the actor throws through.</summary>
    public void ReceiveMessageForTest(Envelope envelope)
    {
        CurrentMessage = envelope.Message;
        _sender = envelope.Sender;
        try
        {
            ReceiveMessage(envelope.Message);
        }
        finally
        {
            CurrentMessage = null;
            _sender = _system.DeadLetters;
        }
    }

    protected internal virtual void AutoReceiveMessage(Envelope envelope)
    {
        var message = envelope.Message is IScheduledTellMsg scheduled ? scheduled.Message : envelope.Message;
        if (_system.Settings.DebugAutoReceive)
            Publish(new Debug(_self.Path.ToString(), ActorType, "received AutoReceiveMessage " + message));
        switch (message)
        {
            case Terminated terminated:
                ReceivedTerminated(terminated);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case PoisonPill:
                _self.Stop();
                break;
            case ActorSelectionMessage selection:
                new ActorSelection(_self, selection.Elements).Tell(selection.Message, _sender);
                break;
            case Identify identify:
                _sender.Tell(new ActorIdentity(identify.MessageId, _self));
                break;
        }
    }

    protected virtual void ReceiveMessage(object message)
    {
        var handled = _actor.AroundReceive(Behavior, message);
        if (!_system.Settings.AddLoggingReceive || _actor is not ILogReceive) return;
        var text = $"received {(handled ? "handled" : "unhandled")} message {message} from {_sender.Path}";
        Publish(new Debug(_self.Path.ToString(), ActorType, text));
    }
}

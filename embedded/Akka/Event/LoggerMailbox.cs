using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Event;

/// <summary>A logger's queue: what is left in it when the logger stops is printed to stdout instead of being lost.</summary>
public class LoggerMailbox : ILoggerMessageQueueSemantics, IUnboundedMessageQueueSemantics, IMessageQueue
{
    private readonly UnboundedMessageQueue _queue = new();
    private readonly ActorSystem _system;

    public LoggerMailbox(IActorRef owner, ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(system);
        _system = system;
    }

    bool IMessageQueue.HasMessages => _queue.HasMessages;

    int IMessageQueue.Count => _queue.Count;

    void IMessageQueue.Enqueue(IActorRef receiver, Envelope envelope) => _queue.Enqueue(receiver, envelope);

    bool IMessageQueue.TryDequeue(out Envelope envelope) => _queue.TryDequeue(out envelope);

    void IMessageQueue.CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        var stdout = _system.Settings.StdoutLogger;
        while (_queue.TryDequeue(out var envelope)) stdout.Tell(envelope.Message, envelope.Sender);
        _queue.CleanUp(owner, deadletters);
    }
}

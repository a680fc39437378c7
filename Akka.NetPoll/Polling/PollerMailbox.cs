using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.NetPoll.Polling;

/// <summary>The mailbox of the PollerActor: carries out waits and deadlines on the sender's thread; the rest queues as usual.</summary>
/// <remarks>Go's netpollblock: parking oneself needs nobody to be woken. Configured as <c>akka.netpoll.poller-mailbox</c>.</remarks>
public sealed class PollerMailbox(Akka.Actor.Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<PollerMailbox.Queue>
{
    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new Queue();

    /// <summary>Carries out a wait or a deadline; false for any other message.</summary>
    internal static bool TryAnswer(in Envelope envelope)
    {
        switch (envelope.Message)
        {
            case Poller.WaitRead wait: wait.Desc.Answer(PollDirection.Read, envelope.Sender); return true;
            case Poller.WaitWrite wait: wait.Desc.Answer(PollDirection.Write, envelope.Sender); return true;
            case Poller.SetDeadline set: set.Desc.SetDeadline(set.Direction, set.Deadline); return true;
            default: return false;
        }
    }

    /// <summary>An unbounded queue in front of which waits are answered.</summary>
    public sealed class Queue : IMessageQueue, IUnboundedMessageQueueSemantics
    {
        private readonly UnboundedMessageQueue _queue = new();

        /// <inheritdoc/>
        public bool HasMessages => _queue.HasMessages;

        /// <inheritdoc/>
        public int Count => _queue.Count;

        /// <inheritdoc/>
        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            if (!TryAnswer(envelope)) _queue.Enqueue(receiver, envelope);
        }

        /// <inheritdoc/>
        public bool TryDequeue(out Envelope envelope) => _queue.TryDequeue(out envelope);

        /// <inheritdoc/>
        public void CleanUp(IActorRef owner, IMessageQueue deadletters) => _queue.CleanUp(owner, deadletters);
    }
}

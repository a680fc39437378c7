// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Dispatch.MessageQueues;

/// <summary>First in first out with a limit. A sender waits for room for up to the push timeout; then the message is dead.</summary>
public class BoundedMessageQueue : IMessageQueue, IBoundedMessageQueueSemantics
{
    private readonly Queue<Envelope> _queue = new();
    private readonly int _capacity;

    public BoundedMessageQueue(Config config)
        : this(config.GetInt("mailbox-capacity"), config.GetTimeSpan("mailbox-push-timeout-time"))
    {
    }

    public BoundedMessageQueue(int boundedCapacity, TimeSpan pushTimeOut)
    {
        if (boundedCapacity < 0) throw new ArgumentException("The capacity for BoundedMessageQueue can not be negative");
        _capacity = boundedCapacity == 0 ? int.MaxValue : boundedCapacity;
        PushTimeOut = pushTimeOut;
    }

    public TimeSpan PushTimeOut { get; set; }

    public bool HasMessages => Count > 0;

    public int Count
    {
        get
        {
            lock (_queue) return _queue.Count;
        }
    }

    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (TryEnqueue(envelope)) return;
        var deadLetters = ((IInternalActorRef)receiver).Provider.DeadLetters;
        deadLetters.Tell(new DeadLetter(envelope.Message, envelope.Sender, receiver), envelope.Sender);
    }

    public bool TryDequeue(out Envelope envelope)
    {
        lock (_queue)
        {
            if (!_queue.TryDequeue(out envelope)) return false;
            Monitor.Pulse(_queue);
            return true;
        }
    }

    public void CleanUp(IActorRef owner, IMessageQueue deadletters) => this.DrainTo(owner, deadletters);

    private bool TryEnqueue(Envelope envelope)
    {
        var started = Environment.TickCount64;
        lock (_queue)
        {
            while (_queue.Count >= _capacity && !WaitForRoom(started)) return false;
            _queue.Enqueue(envelope);
            return true;
        }
    }

    private bool WaitForRoom(long started)
    {
        if (PushTimeOut < TimeSpan.Zero) return Monitor.Wait(_queue);
        var left = PushTimeOut - TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
        return left > TimeSpan.Zero && Monitor.Wait(_queue, left);
    }
}

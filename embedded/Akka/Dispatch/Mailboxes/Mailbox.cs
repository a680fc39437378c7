// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;
using Akka.Dispatch.MessageQueues;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>An actor's messages, and the work item that runs them.</summary>
/// <remarks>
/// One word holds the state: Closed, Scheduled, and above these two bits how often the mailbox is suspended.
/// - One runner at a time: only who sets Scheduled hands the mailbox to an executor, and only the runner clears it.
/// - No wake-up is lost: a sender enqueues first and then looks whether to set Scheduled; the runner clears Scheduled first and
///   then looks for messages. Between the two steps both have a full fence, so one of the two sees what the other did.
/// - System messages come first: they are all handled before the first message and after each one, suspended or not.
/// - Closed is for good. It is set before what is left is moved to the dead letters; a sender that finds it after its enqueue
///   moves again, so that nothing is left behind.
/// </remarks>
public class Mailbox : IRunnable
{
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int SuspendUnit = 4;

    private int _status;
    private SystemMessage _system; // a stack of what has come in, newest first
    private ActorCell _cell;

    public Mailbox(IMessageQueue messageQueue) => MessageQueue = messageQueue;

    public IMessageQueue MessageQueue { get; }

    public MessageDispatcher Dispatcher => _cell?.Dispatcher;

    internal ActorCell Actor => _cell;

    internal bool HasMessages => MessageQueue.HasMessages;

    internal int NumberOfMessages => MessageQueue.Count;

    internal bool HasSystemMessages => Volatile.Read(ref _system) is not (null or NoMessage);

    internal int CurrentStatus() => Volatile.Read(ref _status);

    internal bool IsClosed() => (Volatile.Read(ref _status) & Closed) != 0;

    internal bool IsSuspended() => Volatile.Read(ref _status) >= SuspendUnit;

    internal bool IsScheduled() => (Volatile.Read(ref _status) & Scheduled) != 0;

    internal int SuspendCount() => Volatile.Read(ref _status) / SuspendUnit;

    private bool ShouldProcessMessage => (Volatile.Read(ref _status) & ~Scheduled) == 0;

    /// <summary>For the runner of whoever takes the mailbox out of an executor.</summary>
    public void Run()
    {
        var cell = _cell;
        var outer = Akka.Actor.Internal.InternalCurrentActorCellKeeper.Current;
        try
        {
            if (IsClosed()) return;
            Akka.Actor.Internal.InternalCurrentActorCellKeeper.Current = cell;
            ProcessAllSystemMessages();
            ProcessMailbox(cell);
        }
        catch (Exception e)
        {
            // The cell catches what actors throw, so this is a message queue's. No thread may die of it.
            cell.System.EventStream.Publish(new Error(e, cell.Self.Path.ToString(), GetType(), e.Message));
        }
        finally
        {
            Akka.Actor.Internal.InternalCurrentActorCellKeeper.Current = outer;
            SetAsIdle();
            cell.Dispatcher.RegisterForExecution(this, hasMessageHint: false, hasSystemMessageHint: false);
        }
    }

    public void Execute() => Run();

    internal virtual void SetActor(ActorCell cell) => _cell = cell;

    internal virtual void SystemEnqueue(IActorRef receiver, SystemMessage message)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _system);
            if (newest is NoMessage)
            {
                _cell.Dispatcher.Mailboxes.DeadLetterMailbox.SystemEnqueue(receiver, message);
                return;
            }
            message.Next = newest;
            if (Interlocked.CompareExchange(ref _system, message, newest) == newest) return;
        }
    }

    /// <summary>From idle to scheduled, if there is, or may be, anything to do.</summary>
    internal bool TrySchedule(bool hasMessageHint, bool hasSystemMessageHint)
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & (Closed | Scheduled)) != 0) return false;
            var due = hasSystemMessageHint || HasSystemMessages || (status < SuspendUnit && (hasMessageHint || HasMessages));
            if (!due) return false;
            if (Interlocked.CompareExchange(ref _status, status | Scheduled, status) == status) return true;
        }
    }

    /// <summary>What a sender asks after its enqueue.</summary>
    /// <remarks>
    /// The barrier is the sender's fence. What follows writes only if there is something to change: while the mailbox runs, its
    /// runner and all senders share the word without taking it from each other.
    /// </remarks>
    internal bool TryScheduleForMessage()
    {
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref _status) == 0 && Interlocked.CompareExchange(ref _status, Scheduled, 0) == 0;
    }

    internal void SetAsIdle()
    {
        Interlocked.And(ref _status, ~Scheduled);
    }

    /// <summary>True if it was not suspended before.</summary>
    internal bool Suspend()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & Closed) != 0) return false;
            if (Interlocked.CompareExchange(ref _status, status + SuspendUnit, status) == status) return status < SuspendUnit;
        }
    }

    /// <summary>True if it is not suspended any more.</summary>
    internal bool Resume()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & Closed) != 0) return false;
            var next = status < SuspendUnit ? status : status - SuspendUnit;
            if (Interlocked.CompareExchange(ref _status, next, status) == status) return next < SuspendUnit;
        }
    }

    internal void BecomeClosed() => Interlocked.Exchange(ref _status, Closed);

    /// <summary>Moves everything to the dead letters. Only once closed; any thread, any number of times.</summary>
    internal virtual void CleanUp()
    {
        var deadLetters = _cell.Dispatcher.Mailboxes.DeadLetterMailbox;
        lock (this) // a queue has one consumer, and a late sender may clean up as well
        {
            for (var message = TakeSystemMessages(NoMessage.Instance); message is not null;)
            {
                var next = message.Next;
                message.Unlink();
                deadLetters.SystemEnqueue(_cell.Self, message);
                message = next;
            }
            MessageQueue.CleanUp(_cell.Self, deadLetters.MessageQueue);
        }
    }

    // One message more than the throughput: the real one counts after the message.
    private void ProcessMailbox(ActorCell cell)
    {
        var dispatcher = cell.Dispatcher;
        var left = Math.Max(dispatcher.Throughput, 1);
        var deadline = dispatcher.ThroughputDeadlineTime is { } limit ? Environment.TickCount64 + limit / TimeSpan.TicksPerMillisecond : 0;
        while (ShouldProcessMessage && MessageQueue.TryDequeue(out var envelope))
        {
            cell.Invoke(envelope);
            if (Volatile.Read(ref _system) is not null) ProcessAllSystemMessages();
            if (left-- == 0 || (deadline > 0 && Environment.TickCount64 >= deadline)) return;
        }
    }

    private void ProcessAllSystemMessages()
    {
        while (HasSystemMessages && !IsClosed()) _cell.SystemInvoke(TakeSystemMessages(null));
    }

    // All that have come, oldest first.
    private SystemMessage TakeSystemMessages(SystemMessage leave)
    {
        var newest = Interlocked.Exchange(ref _system, leave);
        SystemMessage oldest = null;
        while (newest is not (null or NoMessage))
        {
            var older = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = older;
        }
        return oldest;
    }
}

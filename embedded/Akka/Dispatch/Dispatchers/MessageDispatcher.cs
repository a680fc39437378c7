// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Runs mailboxes. Some time after its last inhabitant has left it gives its threads back.</summary>
public abstract class MessageDispatcher
{
    public const int DefaultThroughput = 100;

    private long _inhabitants;
    private int _shutdownScheduled;

    protected MessageDispatcher(MessageDispatcherConfigurator configurator) => Configurator = configurator;

    public MessageDispatcherConfigurator Configurator { get; }

    public EventStream EventStream => Configurator.Prerequisites.EventStream;

    public Mailboxes Mailboxes => Configurator.Prerequisites.Mailboxes;

    public string Id { get; protected set; }

    /// <summary>How long, in ticks, a mailbox may run before the next one's turn; null for no limit.</summary>
    public long? ThroughputDeadlineTime { get; protected set; }

    /// <summary>How many messages a mailbox may run before the next one's turn.</summary>
    public int Throughput { get; set; } = DefaultThroughput;

    public TimeSpan ShutdownTimeout { get; protected set; }

    protected long Inhabitants => Volatile.Read(ref _inhabitants);

    public void Schedule(Action run) => Schedule(new ActionRunnable(run));

    /// <summary>Runs a piece of work that is no mailbox; the dispatcher stays up until it has run.</summary>
    public void Schedule(IRunnable run)
    {
        AddInhabitants(1);
        ExecuteTask(new ActionRunnable(() => RunInhabitant(run)));
    }

    /// <summary>Puts a message into the cell's mailbox and sees to it that it runs.</summary>
    public virtual void Dispatch(ActorCell cell, Envelope envelope)
    {
        var mailbox = cell.Mailbox;
        mailbox.MessageQueue.Enqueue(cell.Self, envelope);
        if (mailbox.TryScheduleForMessage()) Run(mailbox);
        else if (mailbox.IsClosed()) mailbox.CleanUp();
    }

    public virtual void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        var mailbox = cell.Mailbox;
        mailbox.SystemEnqueue(cell.Self, message);
        RegisterForExecution(mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    public virtual void Attach(ActorCell cell)
    {
        Register(cell);
        RegisterForExecution(cell.Mailbox, hasMessageHint: false, hasSystemMessageHint: true);
    }

    /// <summary>The cell is dead: from now on its messages are dead letters.</summary>
    public virtual void Detach(ActorCell cell)
    {
        try
        {
            Unregister(cell);
        }
        finally
        {
            Leave();
        }
    }

    internal static Mailbox CreateMailbox(ActorCell cell, MailboxType mailboxType) =>
        new(mailboxType.Create(cell.Self, cell.System));

    internal virtual void Suspend(ActorCell cell)
    {
        var mailbox = cell.Mailbox;
        if (mailbox.Actor == cell && mailbox.Dispatcher == this) mailbox.Suspend();
    }

    internal virtual void Resume(ActorCell cell)
    {
        var mailbox = cell.Mailbox;
        if (mailbox.Actor == cell && mailbox.Dispatcher == this && mailbox.Resume())
            RegisterForExecution(mailbox, hasMessageHint: false, hasSystemMessageHint: false);
    }

    internal virtual void Register(ActorCell cell) => AddInhabitants(1);

    internal virtual void Unregister(ActorCell cell)
    {
        var mailbox = cell.SwapMailbox(Mailboxes.DeadLetterMailbox);
        mailbox.BecomeClosed();
        mailbox.CleanUp();
    }

    /// <summary>Hands the mailbox to the executor if it has something to do and is not there yet.</summary>
    internal bool RegisterForExecution(Mailbox mailbox, bool hasMessageHint, bool hasSystemMessageHint)
    {
        if (!mailbox.TrySchedule(hasMessageHint, hasSystemMessageHint)) return false;
        Run(mailbox);
        return true;
    }

    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Gives the threads back. They must come again when there is work again.</summary>
    protected abstract void Shutdown();

    protected void ReportFailure(Exception ex) => EventStream.Publish(new Error(ex, GetType().FullName, GetType(), ex.Message));

    private void Run(Mailbox mailbox)
    {
        try
        {
            ExecuteTask(mailbox);
        }
        catch
        {
            mailbox.SetAsIdle();
            throw;
        }
    }

    private void RunInhabitant(IRunnable run)
    {
        try
        {
            run.Run();
        }
        catch (Exception e)
        {
            ReportFailure(e);
        }
        finally
        {
            Leave();
        }
    }

    private void AddInhabitants(long number)
    {
        var inhabitants = Interlocked.Add(ref _inhabitants, number);
        System.Diagnostics.Debug.Assert(inhabitants >= 0, "A dispatcher cannot have fewer than no inhabitants.");
    }

    private void Leave()
    {
        AddInhabitants(-1);
        if (Inhabitants == 0 && Interlocked.Exchange(ref _shutdownScheduled, 1) == 0) ScheduleShutdown();
    }

    private void ScheduleShutdown()
    {
        try
        {
            Configurator.Prerequisites.Scheduler.Advanced.ScheduleOnce(ShutdownTimeout, ShutdownIfEmpty);
        }
        catch (SchedulerException) // the system's timer has stopped, and nothing will come any more
        {
            ShutdownIfEmpty();
        }
    }

    // Cleared before looking: who leaves last after that schedules again.
    private void ShutdownIfEmpty()
    {
        Interlocked.Exchange(ref _shutdownScheduled, 0);
        if (Inhabitants == 0) Shutdown();
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Diagnostics;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>An actor's inside: it joins mailbox, behaviour, family and failures.</summary>
/// <remarks>
/// The actor's runner is the only one who changes it, but for what says otherwise. It has few fields, as there may be millions of
/// cells: what is rare is in the extras.
/// </remarks>
[DebuggerDisplay("{Self,nq}")]
public partial class ActorCell : IUntypedActorContext, ICell
{
    public const int UndefinedUid = 0;

    private static readonly Props DeadProps = new TerminatedProps();

    private readonly IInternalActorRef _self;
    private readonly ActorSystemImpl _system;
    private readonly IInternalActorRef _parent;
    private readonly MessageDispatcher _dispatcher;
    private Props _props;
    private Mailbox _mailbox;
    private ActorBase _actor;
    private Receive _behavior; // null: the actor's own Receive, not asked for yet
    private IActorRef _sender;
    private object _watchedBy; // null, one ref, or a set of them
    private CellExtras _extras;
    private int _envelopeId;
    private bool _actorCleared;

    internal ActorCell(ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
    {
        _system = system;
        _self = self;
        _props = props;
        _dispatcher = dispatcher;
        _parent = parent;
    }

    public ActorSystem System => _system;

    public IActorRef Self => _self;

    public IInternalActorRef Parent => _parent;

    IActorRef IActorContext.Parent => _parent;

    public Props Props => _props;

    public MessageDispatcher Dispatcher => _dispatcher;

    public Mailbox Mailbox => Volatile.Read(ref _mailbox);

    public bool IsLocal => true;

    public bool IsTerminated => Mailbox.IsClosed();

    public bool HasMessages => Mailbox.HasMessages;

    public int NumberOfMessages => Mailbox.NumberOfMessages;

    public object CurrentMessage { get; internal set; }

    /// <summary>Changes with every message: what tells a stash that it is asked twice for the same one.</summary>
    public int CurrentEnvelopeId => _envelopeId;

    public IActorRef Sender
    {
        get => _sender;
        private set => _sender = value;
    }

    public virtual ActorTaskScheduler TaskScheduler => Extras.TaskScheduler ??= new ActorTaskScheduler(this);

    internal static ActorCell Current => InternalCurrentActorCellKeeper.Current;

    internal ActorSystemImpl SystemImpl => _system;

    internal ActorBase Actor => _actor;

    internal bool ActorHasBeenCleared => _actorCleared;

    private CellExtras Extras => _extras ?? Interlocked.CompareExchange(ref _extras, new CellExtras(), null) ?? _extras;

    private Type ActorType => _actor?.GetType() ?? GetType();

    public static IActorRef GetCurrentSelfOrNoSender() => InternalCurrentActorCellKeeper.Current?._self;

    public static IActorRef GetCurrentSenderOrNoSender() => InternalCurrentActorCellKeeper.Current?._sender;

    /// <summary>Makes the mailbox, with the order to create the actor in it.</summary>
    internal void Init(MailboxType mailboxType)
    {
        var mailbox = MessageDispatcher.CreateMailbox(this, mailboxType);
        Volatile.Write(ref _mailbox, mailbox);
        mailbox.SetActor(this);
        mailbox.SystemEnqueue(_self, new Create(CheckQueue(mailbox.MessageQueue)));
    }

    public virtual void Start() => _dispatcher.Attach(this);

    public void Stop() => SendSystemMessage(new Terminate());

    public void Suspend() => SendSystemMessage(new Suspend());

    public void Resume(Exception causedByFailure) => SendSystemMessage(new Resume(causedByFailure));

    public void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    public virtual void SendMessage(IActorRef sender, object message) => SendMessage(new Envelope(message, sender, _system));

    public virtual void SendMessage(Envelope message)
    {
        try
        {
            _dispatcher.Dispatch(this, message);
        }
        catch (Exception e)
        {
            _system.EventStream.Publish(new Error(e, _parent.ToString(), ActorType, "Swallowing exception during message send"));
        }
    }

    public virtual void SendSystemMessage(ISystemMessage systemMessage)
    {
        try
        {
            _dispatcher.SystemDispatch(this, (SystemMessage)systemMessage);
        }
        catch (Exception e)
        {
            _system.EventStream.Publish(new Error(e, _parent.ToString(), ActorType, "Swallowing exception during message send"));
        }
    }

    public ActorSelection ActorSelection(string path) => ActorRefFactoryShared.ActorSelection(path, _system, _self);

    public ActorSelection ActorSelection(ActorPath path) => ActorRefFactoryShared.ActorSelection(path, _system);

    /// <summary>Runs an action as if in the actor.</summary>
    public void UseThreadContext(Action action)
    {
        var outer = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = this;
        try
        {
            action();
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outer;
        }
    }

    internal Mailbox SwapMailbox(Mailbox mailbox) => Interlocked.Exchange(ref _mailbox, mailbox);

    // A mailbox type may promise another queue than it makes.
    private ActorInitializationException CheckQueue(object queue)
    {
        var required = _system.Mailboxes.GetRequiredQueue(_props.Type);
        if (required is null || required.IsInstanceOfType(queue)) return null;
        var got = queue?.GetType().FullName ?? "null";
        return new ActorInitializationException(_self, $"Actor [{_self}] requires mailbox type [{required}] got [{got}]");
    }

    private void Publish(LogEvent logEvent)
    {
        try
        {
            _system.EventStream.Publish(logEvent);
        }
        catch (Exception e)
        {
            // Logging must not change what happens to the actor.
            global::System.Diagnostics.Debug.Fail(e.Message);
        }
    }
}

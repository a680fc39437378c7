// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>The actor system: makes its parts in the order in which they need each other.</summary>
internal sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly TerminationCallbacks _callbacks = new();
    private IActorRef _deadLetterListener;

    public ActorSystemImpl(string name, Config config, ActorSystemSetup setup)
    {
        if (!ValidName().IsMatch(name))
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')", nameof(name));
        if (config is null)
            throw new ArgumentNullException(nameof(config), $"Cannot create {typeof(ActorSystemImpl)}: Configuration must not be null.");
        Name = name;
        Settings = new Settings(this, config, setup);
        EventStream = new EventStream(Settings.DebugEventStream);
        EventStream.StartStdoutLogger(Settings);
        Log = new BusLogging(EventStream, $"ActorSystem({name})", GetType(), Settings.LogFormatter);
        Scheduler = (IScheduler)Activator.CreateInstance(Type.GetType(Settings.SchedulerClass, throwOnError: true), Settings.Config, Log);
        try
        {
            Provider = new LocalActorRefProvider(name, Settings, EventStream);
            Mailboxes = new Mailboxes(this);
            Dispatchers = new Dispatchers(this, new DefaultDispatcherPrerequisites(EventStream, Scheduler, Settings, Mailboxes), Log);
            ActorPipelineResolver = new ActorProducerPipelineResolver(() => Log);
        }
        catch
        {
            StopScheduler();
            throw;
        }
    }

    public override IActorRefProvider Provider { get; }

    public override Settings Settings { get; }

    public override string Name { get; }

    public override EventStream EventStream { get; }

    public override Dispatchers Dispatchers { get; }

    public override Mailboxes Mailboxes { get; }

    public override IScheduler Scheduler { get; }

    public override ILoggingAdapter Log { get; }

    public override ActorProducerPipelineResolver ActorPipelineResolver { get; }

    public override IActorRef DeadLetters => Provider.DeadLetters;

    public override IActorRef IgnoreRef => Provider.IgnoreRef;

    public override IInternalActorRef Guardian => Provider.Guardian;

    public override IInternalActorRef LookupRoot => Provider.RootGuardian;

    public override IInternalActorRef SystemGuardian => Provider.SystemGuardian;

    public override Task WhenTerminated => _callbacks.Done;

    public void Start()
    {
        RegisterOnTermination(StopScheduler);
        try
        {
            _callbacks.RunAfter(Provider.TerminationTask);
            Provider.Init(this);
            LoadExtensions();
            if (Settings.LogDeadLetters > 0) _deadLetterListener = SystemActorOf<DeadLetterListener>("deadLetterListener");
            EventStream.StartUnsubscriber(this);
            if (Settings.LogConfigOnStart) Log.Info(Settings.ToString());
        }
        catch
        {
            if (Provider.Guardian is null) StopScheduler();
            else FinalTerminate();
            throw;
        }
    }

    public override IActorRef ActorOf(Props props, string name = null) => Provider.Guardian.Cell.AttachChild(props, false, name);

    public override IActorRef SystemActorOf(Props props, string name = null) =>
        Provider.SystemGuardian.Cell.AttachChild(props, true, name);

    public override IActorRef SystemActorOf<TActor>(string name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this);

    public override ActorSelection ActorSelection(string actorPath) =>
        ActorRefFactoryShared.ActorSelection(actorPath, this, Provider.RootGuardian);

    public override void Stop(IActorRef actor)
    {
        var parent = actor.Path.Parent;
        if (parent == Provider.Guardian.Path) Provider.Guardian.Tell(new Dispatch.SysMsg.StopChild(actor));
        else if (parent == Provider.SystemGuardian.Path) Provider.SystemGuardian.Tell(new Dispatch.SysMsg.StopChild(actor));
        else ((IInternalActorRef)actor).Stop();
    }

    public override void RegisterOnTermination(Action code) => _callbacks.Add(code);

    public override Task Terminate() => Settings.CoordinatedShutdownRunByActorSystemTerminate
        ? CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance)
        : FinalTerminate();

    public override void Abort() => FinalTerminate();

    public override string ToString() => LookupRoot.Path.Root.Address.ToString();

    internal override Task FinalTerminate()
    {
        Log.Debug("System shutdown initiated");
        if (!Settings.LogDeadLettersDuringShutdown && _deadLetterListener is not null) Stop(_deadLetterListener);
        Provider.Guardian.Stop();
        return WhenTerminated;
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9-]*$")]
    private static partial Regex ValidName();

    private void StopScheduler() => (Scheduler as IDisposable)?.Dispose();
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Actors of this process only.</summary>
public sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly Dictionary<string, IInternalActorRef> _extraNames = [];
    private readonly TaskCompletionSource<Status> _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RootActorPath _rootPath;
    private readonly ActorPath _tempNode;
    private readonly IInternalActorRef _deadLetters;
    private ActorSystemImpl _system;
    private MailboxType _defaultMailbox;
    private RootGuardianActorRef _rootGuardian;
    private VirtualPathContainer _tempContainer;
    private long _lastTemp;

    public LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream)
        : this(systemName, settings, eventStream, null, null)
    {
    }

    public LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream, Deployer deployer,
        Func<ActorPath, IInternalActorRef> deadLettersFactory)
    {
        Settings = settings;
        EventStream = eventStream;
        Deployer = deployer ?? new Deployer(settings);
        _rootPath = new RootActorPath(new Address("akka", systemName));
        _tempNode = _rootPath / "temp";
        Log = Logging.GetLogger(eventStream, $"LocalActorRefProvider({_rootPath.Address})");
        var deadLettersPath = _rootPath / "deadLetters";
        _deadLetters = deadLettersFactory?.Invoke(deadLettersPath) ?? new DeadLetterActorRef(this, deadLettersPath, eventStream);
        IgnoreRef = new IgnoreActorRef(this);
    }

    public Settings Settings { get; }

    public EventStream EventStream { get; }

    public ILoggingAdapter Log { get; }

    public Deployer Deployer { get; }

    public IActorRef DeadLetters => _deadLetters;

    public IActorRef IgnoreRef { get; }

    public IInternalActorRef RootGuardian => _rootGuardian;

    public LocalActorRef Guardian { get; private set; }

    public LocalActorRef SystemGuardian { get; private set; }

    public IInternalActorRef TempContainer => _tempContainer;

    public ActorPath RootPath => _rootPath;

    public Address DefaultAddress => _rootPath.Address;

    public Task TerminationTask => _terminated.Task;

    /// <summary>A ref at the root that is no actor.</summary>
    public void RegisterExtraName(string name, IInternalActorRef actor) => _extraNames.Add(name, actor);

    public IActorRef RootGuardianAt(Address address) => address == _rootPath.Address ? _rootGuardian : _deadLetters;

    public Address GetExternalAddressFor(Address address) => address == _rootPath.Address ? address : null;

    public ActorPath TempPath() => _tempNode / Base64Names.Encode(Interlocked.Increment(ref _lastTemp), "");

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path)
    {
        if (path.Parent != _tempNode)
            throw new InvalidOperationException("Cannot RegisterTempActor() with anything not obtained from tempPath()");
        _tempContainer.AddChild(path.Name, actorRef);
    }

    public void UnregisterTempActor(ActorPath path)
    {
        if (path.Parent != _tempNode)
            throw new InvalidOperationException("Cannot UnregisterTempActor() with anything not obtained from tempPath()");
        _tempContainer.RemoveChild(path.Name);
    }

    public FutureActorRef<T> CreateFutureRef<T>(TaskCompletionSource<T> tcs) => new(tcs, TempPath(), this);

    public IActorRef ResolveActorRef(string path)
    {
        if (ActorPath.TryParse(path, out var parsed) && parsed.Address == _rootPath.Address) return ResolveActorRef(parsed);
        Log.Debug("Resolve of unknown path [{0}] failed. Invalid format.", path);
        return _deadLetters;
    }

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (actorPath.Root != _rootPath)
        {
            Log.Debug("Resolve of foreign ActorPath [{0}] failed", actorPath);
            return _deadLetters;
        }
        var elements = actorPath.Elements.ToArray();
        if (elements.Length == 0) return _deadLetters;
        if (actorPath.Uid != ActorCell.UndefinedUid) elements[^1] += $"#{actorPath.Uid}";
        var found = _rootGuardian.GetChild(elements);
        if (!found.IsNobody()) return found;
        Log.Debug("Resolve of path sequence [/{0}] failed", ActorPath.FormatPathElements(elements));
        return new EmptyLocalActorRef(this, actorPath, EventStream);
    }

    void IActorRefProvider.Init(ActorSystemImpl system)
    {
        _system = system;
        _defaultMailbox = system.Mailboxes.Lookup(Mailboxes.DefaultMailboxId);
        _rootGuardian = MakeRootGuardian();
        _tempContainer = new VirtualPathContainer(this, _tempNode, _rootGuardian);
        _rootGuardian.SetTempContainer(_tempContainer);
        var userStrategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass).Create();
        Guardian = MakeGuardian("user", Props.Create<GuardianActor>(userStrategy));
        var userGuardian = Guardian;
        SystemGuardian = MakeGuardian("system",
            Props.Create(() => new SystemGuardianActor(userGuardian), SupervisorStrategy.DefaultStrategy));
        _rootGuardian.Start();
        // The user's actors stop first, then the system's, then the root: each guardian's death is the next one's order.
        SystemGuardian.SendSystemMessage(new Dispatch.SysMsg.Watch(Guardian, SystemGuardian));
        _rootGuardian.SendSystemMessage(new Dispatch.SysMsg.Watch(SystemGuardian, _rootGuardian));
        EventStream.StartDefaultLoggers(system);
    }

    IInternalActorRef IActorRefProvider.ActorOf(ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path,
        bool systemService)
    {
        props = WithDeployment(props, path);
        if (!system.Dispatchers.HasDispatcher(props.Dispatcher))
            throw new ConfigurationException($"Dispatcher [{props.Dispatcher}] not configured for path {path}");
        try
        {
            var dispatcher = system.Dispatchers.Lookup(props.Dispatcher);
            var mailboxType = system.Mailboxes.GetMailboxType(props, dispatcher.Configurator.Config);
            return new LocalActorRef(system, props, dispatcher, mailboxType, supervisor, path);
        }
        catch (Exception e)
        {
            throw new ConfigurationException($"Configuration problem while creating [{path}] with dispatcher [{props.Dispatcher}] " +
                $"and mailbox [{props.Mailbox}]", e);
        }
    }

    // What the configuration says wins over what the code says.
    private Props WithDeployment(Props props, ActorPath path)
    {
        if (Deployer.Lookup(path) is not { } deploy) return props;
        if (deploy.Mailbox != Deploy.NoMailboxGiven) props = props.WithMailbox(deploy.Mailbox);
        if (deploy.Dispatcher != Deploy.NoDispatcherGiven) props = props.WithDispatcher(deploy.Dispatcher);
        return deploy.StashCapacity != Deploy.NoStashSize ? props.WithStashCapacity(deploy.StashCapacity) : props;
    }

    private RootGuardianActorRef MakeRootGuardian()
    {
        var strategy = new OneForOneStrategy(e =>
        {
            Log.Error(e, "Guardian failed. Shutting down system");
            return Directive.Stop;
        });
        var supervisor = new RootGuardianSupervisor(_rootPath, this, _terminated, Log);
        return new RootGuardianActorRef(_system, Props.Create<GuardianActor>(strategy), _system.Dispatchers.InternalDispatcher,
            _defaultMailbox, supervisor, _rootPath, _deadLetters, _extraNames);
    }

    private LocalActorRef MakeGuardian(string name, Props props)
    {
        _rootGuardian.Cell.ReserveChild(name);
        var guardian = new LocalActorRef(_system, props, _system.Dispatchers.InternalDispatcher, _defaultMailbox, _rootGuardian, _rootPath / name);
        _rootGuardian.Cell.InitChild(guardian);
        guardian.Start();
        return guardian;
    }
}

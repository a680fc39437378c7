// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Linq.Expressions;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Actor;

/// <summary>How to make an actor. Immutable: each With gives a copy.</summary>
public class Props : IEquatable<Props>
{
    public static readonly Props None = null;

    private const string NullType = "Props must be instantiated with an actor type.";

    private static readonly Deploy DefaultDeploy = new();

    private readonly IIndirectActorProducer _producer;

    protected Props() : this(NoProducer.Instance, DefaultDeploy, [])
    {
    }

    protected Props(Props copy) : this(copy._producer, copy.Deploy, copy.Arguments) => SupervisorStrategy = copy.SupervisorStrategy;

    public Props(Type type) : this(DefaultDeploy, type, [])
    {
    }

    public Props(Type type, object[] args) : this(DefaultDeploy, type, args)
    {
    }

    public Props(Type type, SupervisorStrategy supervisorStrategy, IEnumerable<object> args) : this(DefaultDeploy, type, args.ToArray()) =>
        SupervisorStrategy = supervisorStrategy;

    public Props(Type type, SupervisorStrategy supervisorStrategy, params object[] args) : this(DefaultDeploy, type, args) =>
        SupervisorStrategy = supervisorStrategy;

    public Props(Deploy deploy, Type type, IEnumerable<object> args) : this(deploy, type, args.ToArray())
    {
    }

    public Props(Deploy deploy, Type type, params object[] args)
        : this(ProducerFor(type ?? throw new ArgumentNullException(nameof(type), NullType), args), deploy, args)
    {
    }

    internal Props(IIndirectActorProducer producer, Deploy deploy, object[] args)
    {
        _producer = producer;
        Deploy = deploy;
        Arguments = args ?? [];
    }

    public static Props Empty { get; } = Create<EmptyActor>();

    public Type Type => _producer.ActorType;

    public string TypeName => Type.AssemblyQualifiedName;

    public object[] Arguments { get; }

    public string Dispatcher => Deploy.Dispatcher == Deploy.NoDispatcherGiven ? Dispatchers.DefaultDispatcherId : Deploy.Dispatcher;

    public string Mailbox => Deploy.Mailbox;

    public Deploy Deploy { get; protected set; }

    public SupervisorStrategy SupervisorStrategy { get; protected set; }

    /// <summary><c>() => new A(x, y)</c>: the arguments are evaluated now, and passed to each instance.</summary>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy supervisorStrategy = null)
        where TActor : ActorBase
    {
        switch (factory.Body)
        {
            case UnaryExpression:
                return new DynamicProps<TActor>(factory.Compile());
            case NewExpression creation:
                var args = creation.Arguments.Select(ConstructorArgument.Evaluate).ToArray();
                return new Props(new ActivatorProducer(typeof(TActor), args), DefaultDeploy, args)
                {
                    SupervisorStrategy = supervisorStrategy,
                };
            default:
                throw new ArgumentException("The create function must be a 'new T (args)' expression");
        }
    }

    public static Props Create<TActor>(params object[] args) where TActor : ActorBase =>
        new(new ActivatorProducer(typeof(TActor), args), DefaultDeploy, args);

    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy) where TActor : ActorBase, new() =>
        new(new ActivatorProducer(typeof(TActor), []), DefaultDeploy, []) { SupervisorStrategy = supervisorStrategy };

    public static Props Create(Type type, params object[] args) =>
        new(type ?? throw new ArgumentNullException(nameof(type), NullType), args);

    public static Props CreateBy<TProducer>(params object[] args) where TProducer : class, IIndirectActorProducer =>
        new(typeof(TProducer), args);

    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) => new(producer, DefaultDeploy, args);

    public Props WithMailbox(string mailbox) => With(Deploy.WithMailbox(mailbox));

    public Props WithDispatcher(string dispatcher) => With(Deploy.WithDispatcher(dispatcher));

    public Props WithStashCapacity(int stashCapacity) => With(Deploy.WithStashCapacity(stashCapacity));

    public Props WithDeploy(Deploy deploy) => With(deploy.WithFallback(Deploy));

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy)
    {
        var copy = Copy();
        copy.SupervisorStrategy = supervisorStrategy;
        return copy;
    }

    public virtual ActorBase NewActor()
    {
        try
        {
            return _producer.Produce();
        }
        catch (Exception e)
        {
            throw new TypeLoadException($"Error while creating actor instance of type {Type} with {Arguments.Length} args: " +
                $"({string.Join(",", Arguments.Select(argument => argument?.ToString() ?? "null"))})", e);
        }
    }

    public bool Equals(Props other) => ReferenceEquals(this, other) || (other is not null
        && Type == other.Type && Arguments.Length == other.Arguments.Length && Deploy.Equals(other.Deploy));

    public override bool Equals(object obj) => obj?.GetType() == GetType() && Equals((Props)obj);

    public override int GetHashCode() => HashCode.Combine(Type, Arguments.Length);

    internal void Release(ActorBase actor) => _producer.Release(actor);

    protected virtual Props Copy() => new(_producer, Deploy, Arguments) { SupervisorStrategy = SupervisorStrategy };

    private static IIndirectActorProducer ProducerFor(Type type, object[] args)
    {
        if (typeof(IIndirectActorProducer).IsAssignableFrom(type)) return (IIndirectActorProducer)Activator.CreateInstance(type, args);
        if (typeof(ActorBase).IsAssignableFrom(type)) return new ActivatorProducer(type, args);
        throw new ArgumentException($"Unknown actor producer [{type.FullName}]", nameof(type));
    }

    private Props With(Deploy deploy)
    {
        var copy = Copy();
        copy.Deploy = deploy;
        return copy;
    }
}

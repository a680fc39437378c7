// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>Calls a function for each instance.</summary>
internal sealed class DynamicProps<TActor> : Props where TActor : ActorBase
{
    private readonly Func<TActor> _factory;

    public DynamicProps(Func<TActor> factory) : base(typeof(TActor)) => _factory = factory;

    private DynamicProps(Props copy, Func<TActor> factory) : base(copy) => _factory = factory;

    public override ActorBase NewActor() => _factory();

    protected override Props Copy() => new DynamicProps<TActor>(base.Copy(), _factory);
}

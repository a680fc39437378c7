// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

/// <summary>A function.</summary>
public class LocalOnlyDecider : IDecider
{
    private readonly Func<Exception, Directive> _decider;

    public LocalOnlyDecider(Func<Exception, Directive> decider) => _decider = decider;

    public Directive Decide(Exception cause) => _decider(cause);
}

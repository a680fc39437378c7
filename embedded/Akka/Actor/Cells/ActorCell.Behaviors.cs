// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

public partial class ActorCell
{
    public void Become(Receive receive) => _behavior = receive;

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(AsReceive(receive));

    public void BecomeStacked(Receive receive)
    {
        (Extras.Behaviors ??= new Stack<Receive>()).Push(Behavior);
        _behavior = receive;
    }

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(AsReceive(receive));

    public void UnbecomeStacked()
    {
        if (_extras?.Behaviors is { Count: > 0 } below) _behavior = below.Pop();
    }

    private Receive Behavior => _behavior ??= _actor.OwnReceive;

    private static Receive AsReceive(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void ClearBehaviors()
    {
        _behavior = null;
        _extras?.Behaviors?.Clear();
    }
}

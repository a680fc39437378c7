// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor;

public partial class ActorCell
{
    // The actor's own Receive stays at the bottom: null, here and in the stack.
    public void Become(Receive receive)
    {
        if (_extras?.Behaviors is { Count: > 0 }) _behavior = receive;
        else BecomeStacked(receive);
    }

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(AsReceive(receive));

    public void BecomeStacked(Receive receive)
    {
        (Extras.Behaviors ??= new Stack<Receive>()).Push(_behavior);
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

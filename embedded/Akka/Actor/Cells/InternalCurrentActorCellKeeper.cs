// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Actor.Internal;

/// <summary>Whose code this thread is running.</summary>
internal static class InternalCurrentActorCellKeeper
{
    [ThreadStatic]
    private static ActorCell _current;

    public static ActorCell Current
    {
        get => _current;
        set => _current = value;
    }
}

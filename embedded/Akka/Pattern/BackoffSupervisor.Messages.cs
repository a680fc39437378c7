using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

public sealed partial class BackoffSupervisor
{
    /// <summary>Answered with <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild() { }
    }

    /// <summary>The child; null while there is none.</summary>
    public sealed class CurrentChild
    {
        public CurrentChild(IActorRef @ref) => Ref = @ref;

        public IActorRef Ref { get; }
    }

    /// <summary>Forget the failures; understood only with a manual reset.</summary>
    public new sealed class Reset
    {
        public static readonly Reset Instance = new();

        private Reset() { }
    }

    /// <summary>Answered with <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        public static readonly GetRestartCount Instance = new();

        private GetRestartCount() { }
    }

    /// <summary>How often the child has been started again since the count was reset.</summary>
    public sealed class RestartCount
    {
        public RestartCount(int count) => Count = count;

        public int Count { get; }
    }

    /// <summary>To itself: the wait is over.</summary>
    public sealed class StartChild : IDeadLetterSuppression
    {
        public static readonly StartChild Instance = new();

        private StartChild() { }
    }

    /// <summary>To itself: if the count is still the same the child has lived long enough.</summary>
    public sealed class ResetRestartCount : IDeadLetterSuppression
    {
        public ResetRestartCount(int current) => Current = current;

        public int Current { get; }
    }
}

using Akka.Actor;
using Akka.Dispatch;

namespace Akka.NetPoll.Dispatch;

/// <summary>Names what a worker runs, for the log.</summary>
internal static class RunnableNames
{
    /// <summary>An actor's path and type for a mailbox; for others what they say of themselves.</summary>
    /// <remarks>
    /// A mailbox does not say publicly which actor has it, but every actor says which mailbox it has. So all actors of the system
    /// are looked through: milliseconds for a hundred thousand, which is why this is asked seldom and never by the monitor's
    /// thread. An actor that has ended meanwhile is not found.
    /// </remarks>
    public static string Of(IRunnable runnable, ActorSystem system)
    {
        if (runnable is not Mailbox mailbox) return runnable.ToString() ?? runnable.GetType().Name;
        var left = new Stack<IActorRef>([((ExtendedActorSystem)system).Provider.RootGuardian]);
        while (left.TryPop(out IActorRef? actor))
        {
            if (actor is not ActorRefWithCell { Underlying: ActorCell cell } found) continue;
            if (cell.Mailbox == mailbox) return $"{cell.Self.Path} ({cell.Props.Type})";
            foreach (IActorRef child in found.Children) left.Push(child);
        }

        return "an actor that has ended";
    }
}

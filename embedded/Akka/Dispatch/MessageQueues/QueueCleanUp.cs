// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

internal static class QueueCleanUp
{
    /// <summary>Moves everything from one queue to another.</summary>
    public static void DrainTo(this IMessageQueue queue, IActorRef owner, IMessageQueue deadletters)
    {
        while (queue.TryDequeue(out var envelope)) deadletters.Enqueue(owner, envelope);
    }
}

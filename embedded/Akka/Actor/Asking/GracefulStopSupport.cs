// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Stops an actor and waits for its death.</summary>
public static class GracefulStopSupport
{
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>False if it has not died in time.</summary>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not IInternalActorRef watchee)
            throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        var watcher = new PromiseActorRef(watchee.Provider);
        watchee.SendSystemMessage(new Watch(watchee, watcher));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            var result = timeout > TimeSpan.Zero ? await watcher.Result.WaitAsync(timeout) : await watcher.Result;
            return result is Terminated terminated && terminated.ActorRef.Path.Equals(target.Path);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            watchee.SendSystemMessage(new Unwatch(watchee, watcher));
            watcher.Release();
        }
    }
}

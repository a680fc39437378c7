// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Waits for an actor's death, outside of any actor.</summary>
public static class WatchAsyncSupport
{
    /// <summary>False if it was still alive when the token was canceled.</summary>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        if (target is not IInternalActorRef watchee)
            throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        var watcher = new PromiseActorRef(watchee.Provider);
        watchee.SendSystemMessage(new Watch(watchee, watcher));
        try
        {
            return await watcher.Result.WaitAsync(token) is Terminated terminated && terminated.ActorRef.Path.Equals(target.Path);
        }
        catch (OperationCanceledException)
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

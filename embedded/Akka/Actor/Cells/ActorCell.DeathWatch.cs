// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

public partial class ActorCell
{
    public IActorRef Watch(IActorRef subject) => WatchFor(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message) =>
        WatchFor(subject, message ?? throw new ArgumentNullException(nameof(message), "message must not be null"));

    public IActorRef Unwatch(IActorRef subject)
    {
        if (subject is null) throw new ArgumentNullException(nameof(subject), "subject must not be null");
        var watchee = (IInternalActorRef)subject;
        if (!watchee.Equals(_self) && _extras?.Watching?.Remove(watchee) == true)
            watchee.SendSystemMessage(new Unwatch(watchee, _self));
        _extras?.DeathsQueued?.Remove(watchee); // one that is in the mailbox already will be passed over
        return subject;
    }

    private IActorRef WatchFor(IActorRef subject, object message)
    {
        if (subject is null) throw new ArgumentNullException(nameof(subject), "subject must not be null");
        var watchee = (IInternalActorRef)subject;
        if (!watchee.Equals(_self) && (Extras.Watching ??= []).TryAdd(watchee, message))
            watchee.SendSystemMessage(new Watch(watchee, _self));
        return subject;
    }

    // The notice goes through the mailbox, behind what the dead actor had told before.
    private void WatchedActorTerminated(DeathWatchNotification death)
    {
        var dead = death.Actor;
        if (_extras?.Watching is { } watching && watching.Remove(dead, out var message) && !IsTerminating)
        {
            (_extras.DeathsQueued ??= [])[dead] = message;
            _self.Tell(new Terminated(dead, death.ExistenceConfirmed, death.AddressTerminated), dead);
        }
        if (_extras?.Children is { } children && children.Contains(dead)) HandleChildTerminated(dead);
    }

    private void ReceivedTerminated(Terminated terminated)
    {
        if (_extras?.DeathsQueued is not { } queued || !queued.Remove(terminated.ActorRef, out var message)) return;
        ReceiveMessage(message ?? terminated);
    }

    private void AddWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (watchee.Equals(_self) && !watcher.Equals(_self))
        {
            if (!AddWatchedBy(watcher)) return;
            if (_system.Settings.DebugLifecycle) Publish(new Debug(_self.Path.ToString(), ActorType, $"now watched by {watcher}"));
        }
        else if (!watchee.Equals(_self) && watcher.Equals(_self))
        {
            Watch(watchee);
        }
        else
        {
            Publish(new Warning(_self.Path.ToString(), ActorType, $"BUG: illegal Watch({watchee},{watcher} for {_self}"));
        }
    }

    private void RemWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (watchee.Equals(_self) && !watcher.Equals(_self))
        {
            if (!RemoveWatchedBy(watcher)) return;
            if (_system.Settings.DebugLifecycle) Publish(new Debug(_self.Path.ToString(), ActorType, $"no longer watched by {watcher}"));
        }
        else if (!watchee.Equals(_self) && watcher.Equals(_self))
        {
            Unwatch(watchee);
        }
        else
        {
            Publish(new Warning(_self.Path.ToString(), ActorType, $"BUG: illegal Unwatch({watchee},{watcher} for {_self}"));
        }
    }

    private bool AddWatchedBy(IActorRef watcher)
    {
        switch (_watchedBy)
        {
            case null:
                _watchedBy = watcher;
                return true;
            case HashSet<IActorRef> all:
                return all.Add(watcher);
            case IActorRef one when one.Equals(watcher):
                return false;
            case IActorRef one:
                _watchedBy = new HashSet<IActorRef> { one, watcher };
                return true;
            default:
                return false;
        }
    }

    private bool RemoveWatchedBy(IActorRef watcher)
    {
        if (_watchedBy is HashSet<IActorRef> all) return all.Remove(watcher);
        if (!watcher.Equals(_watchedBy as IActorRef)) return false;
        _watchedBy = null;
        return true;
    }

    private void TellWatchersWeDied()
    {
        if (_watchedBy is HashSet<IActorRef> all)
            foreach (var watcher in all) TellDied(watcher);
        else if (_watchedBy is IActorRef one) TellDied(one);
        _watchedBy = null;
    }

    // The parent is told anyway.
    private void TellDied(IActorRef watcher)
    {
        if (!watcher.Equals(_parent))
            ((IInternalActorRef)watcher).SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true, addressTerminated: false));
    }

    private void UnwatchWatchedActors()
    {
        if (_extras?.Watching is not { Count: > 0 } watching) return;
        foreach (var watchee in watching.Keys.Cast<IInternalActorRef>()) watchee.SendSystemMessage(new Unwatch(watchee, _self));
        watching.Clear();
        _extras.DeathsQueued?.Clear();
    }
}

using System.Collections.Concurrent;

namespace Akka.Event;

/// <summary>Hands each event to the subscribers of every classifier it falls under, to each of them once.</summary>
/// <remarks>
/// Any thread may call any member. Subscriptions change under a lock; publishing reads a route that was worked out the
/// first time an event of its class came, and every change throws all routes away.
/// </remarks>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
    where TClassifier : notnull
    where TSubscriber : notnull
{
    private readonly Dictionary<TClassifier, List<Subscription<TSubscriber, TClassifier>>> _subscriptions = [];
    private volatile ConcurrentDictionary<TClassifier, TSubscriber[]> _routes = new();

    /// <summary>The type's name without its namespace, of the object.</summary>
    protected string SimpleName(object source) => SimpleName(source.GetType());

    /// <summary>The type's name without its namespace.</summary>
    protected string SimpleName(Type source) => source.Name;

    /// <summary>False: it had subscribed to this very classifier before.</summary>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_subscriptions)
        {
            if (!_subscriptions.TryGetValue(classifier, out var here)) _subscriptions[classifier] = here = [];
            if (here.Exists(s => s.Subscriber.Equals(subscriber))) return false;

            here.Add(new Subscription<TSubscriber, TClassifier>(subscriber));
            ForgetRoutes();
            return true;
        }
    }

    /// <summary>Ends all of its subscriptions. False: it had none.</summary>
    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        lock (_subscriptions)
        {
            var found = false;
            foreach (var here in _subscriptions.Values) found |= here.RemoveAll(s => s.Subscriber.Equals(subscriber)) > 0;
            ForgetRoutes();
            return found;
        }
    }

    /// <summary>
    /// Ends its subscription to the classifier; where nobody ever subscribed to just that one, its wider subscriptions
    /// from then on leave this classifier out. False: nothing changed.
    /// </summary>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_subscriptions)
        {
            var changed = _subscriptions.TryGetValue(classifier, out var here)
                ? here.RemoveAll(s => s.Subscriber.Equals(subscriber)) > 0
                : LeaveOut(subscriber, classifier);
            ForgetRoutes();
            return changed;
        }
    }

    /// <summary>Publishes to whoever is subscribed now.</summary>
    public virtual void Publish(TEvent @event)
    {
        var classifier = GetClassifier(@event);
        if (!_routes.TryGetValue(classifier, out var route)) route = FindRoute(@event, classifier);
        foreach (var subscriber in route) Publish(@event, subscriber);
    }

    /// <summary>Does what is subscribed to the first also cover the second?</summary>
    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    /// <summary>Hands the event to one subscriber.</summary>
    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    /// <summary>Does the event fall under the classifier?</summary>
    protected abstract bool Classify(TEvent @event, TClassifier classifier);

    /// <summary>The event's own classifier: events with equal ones go to the same subscribers.</summary>
    protected abstract TClassifier GetClassifier(TEvent @event);

    private bool LeaveOut(TSubscriber subscriber, TClassifier classifier)
    {
        var found = false;
        foreach (var (wider, here) in _subscriptions)
        {
            if (!IsSubClassification(wider, classifier)) continue;
            foreach (var subscription in here.Where(s => s.Subscriber.Equals(subscriber)))
            {
                subscription.Unsubscriptions.Add(classifier);
                found = true;
            }
        }
        return found;
    }

    // Stored under the lock, so that no change can fall between reading the subscriptions and keeping the route.
    private TSubscriber[] FindRoute(TEvent @event, TClassifier classifier)
    {
        lock (_subscriptions)
        {
            var route = _subscriptions.Where(entry => Classify(@event, entry.Key))
                .SelectMany(entry => entry.Value)
                .Where(s => !s.Unsubscriptions.Any(left => IsSubClassification(left, classifier)))
                .Select(s => s.Subscriber)
                .Distinct()
                .ToArray();
            _routes[classifier] = route;
            return route;
        }
    }

    private void ForgetRoutes() => _routes = new ConcurrentDictionary<TClassifier, TSubscriber[]>();
}

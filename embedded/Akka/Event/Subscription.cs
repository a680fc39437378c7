namespace Akka.Event;

/// <summary>One subscriber's hold on one classifier of an <see cref="EventBus{TEvent,TClassifier,TSubscriber}"/>.</summary>
public class Subscription<TSubscriber, TClassifier>
{
    public Subscription(TSubscriber subscriber, IEnumerable<TClassifier> unsubscriptions)
    {
        Subscriber = subscriber;
        Unsubscriptions = new HashSet<TClassifier>(unsubscriptions);
    }

    public Subscription(TSubscriber subscriber) : this(subscriber, []) { }

    public TSubscriber Subscriber { get; private set; }

    /// <summary>What falls under the classifier and is still not wanted.</summary>
    public ISet<TClassifier> Unsubscriptions { get; private set; }
}

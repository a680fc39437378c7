using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>The logger of systems under test: prints what no filter has taken, dead letters too.</summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<IEventFilter> _filters = [];

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize: OnInitialize(initialize); break;
            case Mute mute: _filters.AddRange(mute.Filters); break;
            case Unmute unmute: OnUnmute(unmute); break;
            case LogEvent logEvent: OnLogEvent(logEvent); break;
            case DeadLetter letter: OnDeadLetter(letter); break;
            default: Print(new Debug(Context.System.Name, GetType(), message)); break;
        }

        return true;
    }

    private void OnInitialize(InitializeLogger initialize)
    {
        foreach (var channel in new[] { typeof(Mute), typeof(Unmute), typeof(DeadLetter), typeof(UnhandledMessage) })
            initialize.LoggingBus.Subscribe(Self, channel);
        base.Receive(initialize);
    }

    private void OnUnmute(Unmute unmute)
    {
        foreach (var filter in unmute.Filters) _filters.Remove(filter);
    }

    private void OnLogEvent(LogEvent logEvent)
    {
        if (!IsTaken(logEvent)) Print(logEvent);
    }

    private void OnDeadLetter(DeadLetter letter)
    {
        if (letter.Message is Terminate) return;

        var (path, type) = (letter.Recipient.Path.ToString(), letter.Recipient.GetType());
        if (IsTaken(new Warning(path, type, letter))) return;

        var text = letter.Message is ISystemMessage
            ? $"Received dead system message: {letter.Message}"
            : $"Received dead letter from {letter.Sender}: {letter.Message}";
        Print(new Warning(path, type, new DeadLetter(text, letter.Sender, letter.Recipient)));
    }

    // The first filter that is after the event takes it. A test's predicate that throws is not after it.
    private bool IsTaken(LogEvent logEvent) => _filters.Exists(filter =>
    {
        try
        {
            return filter.Apply(logEvent);
        }
        catch (Exception)
        {
            return false;
        }
    });
}

using Akka.Actor;

namespace Akka.Pattern;

/// <summary>The options themselves.</summary>
internal sealed class BackoffSettings : BackoffOptions
{
    private readonly bool _onStop;
    private readonly Props _childProps;
    private readonly string _childName;
    private readonly TimeSpan _min;
    private readonly TimeSpan _max;
    private readonly double _randomFactor;

    public BackoffSettings(bool onStop, Props childProps, string childName, TimeSpan min, TimeSpan max, double randomFactor)
    {
        (_onStop, _childProps, _childName, _min, _max, _randomFactor) = (onStop, childProps, childName, min, max, randomFactor);
        Reset = new AutoReset(min);
    }

    private IBackoffReset Reset { get; init; }

    private OneForOneStrategy Strategy { get; init; } = new(SupervisorStrategy.DefaultDecider);

    private object? Reply { get; init; }

    private Func<object, bool>? FinalStop { get; init; }

    internal override Props Props
    {
        get
        {
            if (_min <= TimeSpan.Zero) throw new ArgumentException("MinBackoff must be greater than 0");
            if (_max < _min) throw new ArgumentException("MaxBackoff must be greater than MinBackoff");
            if (_randomFactor is < 0.0 or > 1.0) throw new ArgumentException("RandomFactor must be between 0.0 and 1.0");
            return _onStop
                ? Props.Create(() => new BackoffSupervisor(_childProps, _childName, _min, _max, Reset, _randomFactor, Strategy, Reply, FinalStop))
                : Props.Create(() => new BackoffOnFailureSupervisor(_childProps, _childName, _min, _max, Reset, _randomFactor, Strategy, Reply, FinalStop));
        }
    }

    public override BackoffOptions WithAutoReset(TimeSpan resetBackoff) => With(reset: new AutoReset(resetBackoff));

    public override BackoffOptions WithManualReset() => With(reset: new ManualReset());

    public override BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) => With(strategy: supervisorStrategy);

    public override BackoffOptions WithDefaultStoppingStrategy() =>
        With(strategy: new OneForOneStrategy(Strategy.MaxNumberOfRetries, null, SupervisorStrategy.StoppingStrategy.Decider));

    public override BackoffOptions WithReplyWhileStopped(object replyWhileStopped) => With(reply: replyWhileStopped);

    public override BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) => With(strategy: Strategy.WithMaxNrOfRetries(maxNrOfRetries));

    public override BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) => With(finalStop: isFinalStopMessage);

    private BackoffSettings With(
        IBackoffReset? reset = null, OneForOneStrategy? strategy = null, object? reply = null, Func<object, bool>? finalStop = null) =>
        new(_onStop, _childProps, _childName, _min, _max, _randomFactor)
        {
            Reset = reset ?? Reset,
            Strategy = strategy ?? Strategy,
            Reply = reply ?? Reply,
            FinalStop = finalStop ?? FinalStop,
        };
}

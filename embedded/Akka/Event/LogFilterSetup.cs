using Akka.Actor.Setup;

namespace Akka.Event;

/// <summary>The log filters of a system, given to it when it is created.</summary>
public sealed class LogFilterSetup : Setup
{
    public LogFilterSetup(LogFilterBase[] filters) => Filters = filters;

    public LogFilterBase[] Filters { get; }

    public LogFilterEvaluator CreateEvaluator() => new(Filters);
}

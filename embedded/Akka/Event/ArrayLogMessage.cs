namespace Akka.Event;

/// <summary>A message whose arguments came as an array.</summary>
internal sealed class ArrayLogMessage(ILogMessageFormatter formatter, string format, object[] args) : LogMessage(formatter, format)
{
    public override string ToString() => Formatter.Format(Format, args);

    public override string Unformatted() => string.Join(",", args);

    public override IEnumerable<object> Parameters() => args;
}

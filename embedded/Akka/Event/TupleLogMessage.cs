using System.Runtime.CompilerServices;

namespace Akka.Event;

/// <summary>A message whose arguments keep their types: numbers are boxed only if the text is ever wanted.</summary>
internal sealed class TupleLogMessage<TArgs>(ILogMessageFormatter formatter, string format, TArgs args) : LogMessage(formatter, format)
    where TArgs : struct, ITuple
{
    public override string ToString() => Formatter.Format(Format, Parameters());

    public override string Unformatted() => string.Join(",", Parameters());

    public override IEnumerable<object> Parameters()
    {
        var boxed = new object[args.Length];
        for (var i = 0; i < boxed.Length; i++) boxed[i] = args[i]!;
        return boxed;
    }
}

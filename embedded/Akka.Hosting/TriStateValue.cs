namespace Akka.Hosting;

/// <summary>None of them, all of them, or some.</summary>
public enum TriStateValue
{
    None,
    All,
    Some,
}

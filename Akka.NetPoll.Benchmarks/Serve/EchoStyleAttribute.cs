namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>Makes a server known to <c>serve</c>: a style is a file of its own, and is listed nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EchoStyleAttribute(string name, string description) : Attribute
{
    /// <summary>As it is named on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>One line for the usage.</summary>
    public string Description { get; } = description;
}

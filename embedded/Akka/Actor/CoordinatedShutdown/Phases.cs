using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The phases of a coordinated shutdown and the order they come in.</summary>
internal sealed class Phases
{
    private readonly Dictionary<string, Phase> _defined;

    /// <exception cref="ArgumentException">Some phase would have to come before itself.</exception>
    public Phases(Dictionary<string, Phase> defined)
    {
        _defined = defined;
        Ordered = Order();
    }

    /// <summary>One phase; it comes after all that it depends on.</summary>
    internal sealed record Phase(IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recover);

    /// <summary>Each after those it depends on, also those that are only named and not defined.</summary>
    public IReadOnlyList<string> Ordered { get; }

    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public Phase this[string name] => _defined.TryGetValue(name, out var phase)
        ? phase
        : throw new ArgumentException($"Unknown phase [{name}]. All phases must be defined in configuration.");

    /// <exception cref="ConfigurationException">There is none, or no time that the phases may take.</exception>
    public static Phases FromConfig(Config config)
    {
        if (config.IsNullOrEmpty()) throw new ConfigurationException("akka.coordinated-shutdown config cannot be empty");
        var timeout = config.GetTimeSpan("default-phase-timeout", null, allowInfinite: false);
        var phases = config.GetConfig("phases");
        return new Phases(phases.Root.GetObject().Items.Keys.ToDictionary(name => name, name => Read(phases.GetConfig(name), timeout)));
    }

    public bool Knows(string name) => Ordered.Contains(name);

    /// <summary>From the phase on; all of them if there is no such phase, or none is named.</summary>
    public IEnumerable<string> From(string? phase) => phase is not null && Knows(phase) ? Ordered.SkipWhile(name => name != phase) : Ordered;

    private static Phase Read(Config config, TimeSpan timeout) => config.IsNullOrEmpty()
        ? new Phase([], timeout, Recover: true)
        : new Phase([.. config.GetStringList("depends-on")], config.GetTimeSpan("timeout", timeout, allowInfinite: false), config.GetBoolean("recover", true));

    // Depth first: a phase is put down when all that it depends on have been.
    private List<string> Order()
    {
        var ordered = new List<string>();
        var open = new HashSet<string>();
        foreach (var name in _defined.Keys) Visit(name);
        return ordered;

        void Visit(string name)
        {
            if (ordered.Contains(name)) return;
            if (!open.Add(name))
                throw new ArgumentException($"Cycle detected in graph of phases. It must be a DAG. phase [{name}] depends transitively on itself.");
            if (_defined.TryGetValue(name, out var phase))
            {
                foreach (var before in phase.DependsOn) Visit(before);
            }
            ordered.Add(name);
        }
    }
}

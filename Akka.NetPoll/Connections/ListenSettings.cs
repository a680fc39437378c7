using Akka.Configuration;

namespace Akka.NetPoll.Connections;

/// <summary>akka.netpoll.listener, with what a listener's <see cref="ListenOptions"/> change.</summary>
internal sealed record ListenSettings
{
    public required int Backlog { get; init; }
    public required int AcceptsPerTurn { get; init; }
    public required int DescriptorReserve { get; init; }
    public required bool PullMode { get; init; }
    public required TimeSpan MinBackoff { get; init; }
    public required TimeSpan MaxBackoff { get; init; }

    public static ListenSettings Create(Config config)
    {
        var section = new SettingsReader(config, "akka.netpoll.listener");
        return new ListenSettings
        {
            Backlog = section.Count("backlog", 0),
            AcceptsPerTurn = section.Count("accepts-per-turn", 1),
            DescriptorReserve = section.Count("descriptor-reserve", 0),
            PullMode = section.Switch("pull-mode"),
            MinBackoff = section.Interval("min-backoff"),
            MaxBackoff = section.Interval("max-backoff"),
        };
    }

    /// <summary>These settings where the options are silent.</summary>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    public ListenSettings With(ListenOptions options) => this with
    {
        Backlog = NotNegative(options.Backlog, "backlog") ?? Backlog,
        AcceptsPerTurn = Math.Max(1, options.AcceptsPerTurn ?? AcceptsPerTurn),
        DescriptorReserve = NotNegative(options.DescriptorReserve, "descriptor-reserve") ?? DescriptorReserve,
        PullMode = options.PullMode ?? PullMode,
    };

    private static int? NotNegative(int? value, string name) =>
        value is null or >= 0 ? value : throw new ArgumentException($"{name} is {value}, and should be at least 0");
}

using System.Text;

namespace Akka.Hosting;

/// <summary>How much of the dead letters is logged.</summary>
public class DeadLetterOptions
{
    public TriStateValue ShouldLog { get; set; } = TriStateValue.Some;

    /// <summary>How many are logged, if some are.</summary>
    public int LogCount { get; set; } = 10;

    public bool? LogDuringShutdown { get; set; }

    /// <summary>How long logging rests after that many; zero or less is for good.</summary>
    public TimeSpan? LogSuspendDuration { get; set; }

    /// <summary>The options as configuration.</summary>
    public override string ToString()
    {
        var count = ShouldLog switch
        {
            TriStateValue.All => "on",
            TriStateValue.None => "off",
            _ => LogCount.ToHocon(),
        };
        var text = new StringBuilder($"akka {{\nlog-dead-letters = {count}\n");
        if (LogDuringShutdown is { } during) text.Append($"log-dead-letters-during-shutdown = {during.ToHocon()}\n");
        if (LogSuspendDuration is { } rest) text.Append($"log-dead-letters-suspend-duration = {rest.ToHocon(allowInfinite: true, zeroIsInfinite: true)}\n");
        return text.Append('}').ToString();
    }
}

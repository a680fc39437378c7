namespace Akka.Pattern;

/// <summary>When it is told <see cref="BackoffSupervisor.Reset"/>.</summary>
internal sealed record ManualReset : IBackoffReset;

/// <summary>When the child has lived that long.</summary>
internal sealed record AutoReset(TimeSpan ResetBackoff) : IBackoffReset;

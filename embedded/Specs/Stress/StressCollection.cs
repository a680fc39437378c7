using Xunit;

namespace Akka.Embedded.Specs.Stress;

/// <summary>Specs that load every processor run alone, so that they cannot make the others miss their limits.</summary>
[CollectionDefinition(nameof(StressCollection), DisableParallelization = true)]
public sealed class StressCollection;

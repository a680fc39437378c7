using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Carries a kit's assertions with the system under test.</summary>
public class TestKitAssertionsProvider(ITestKitAssertions assertions) : IExtension
{
    /// <summary>The assertions of the kit that was first on this system.</summary>
    public ITestKitAssertions Assertions { get; } = assertions;
}

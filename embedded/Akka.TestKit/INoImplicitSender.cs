namespace Akka.TestKit;

/// <summary>Marks a kit whose messages have no sender unless the test names one.</summary>
/// <remarks>Without it, what a test tells without a sender comes from its TestActor.</remarks>
public interface INoImplicitSender;

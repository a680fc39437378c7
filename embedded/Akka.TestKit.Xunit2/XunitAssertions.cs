using Akka.TestKit.Xunit2.Internals;
using Xunit;

namespace Akka.TestKit.Xunit2;

/// <summary>Fails tests with xUnit's exceptions.</summary>
public class XunitAssertions : ITestKitAssertions
{
    /// <inheritdoc/>
    public void Fail(string format = "", params object[] args) => Assert.Fail(Text(format, args));

    /// <inheritdoc/>
    public void AssertTrue(
        bool condition, string format = "", params object[] args) => Assert.True(condition, Text(format, args));

    /// <inheritdoc/>
    public void AssertFalse(
        bool condition, string format = "", params object[] args) => Assert.False(condition, Text(format, args));

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, string format = "", params object[] args) =>
        AssertEqual(expected, actual, new AkkaAssertEqualityComparer<T>().Equals, format, args);

    /// <inheritdoc/>
    public void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object[] args)
    {
        if (!comparer(expected, actual)) throw AkkaEqualException.ForMismatchedValues(expected, actual, format, args);
    }

    // A text without arguments may hold braces of a message's ToString.
    private static string Text(string format, object[] args) => args.Length == 0 ? format : string.Format(format, args);
}

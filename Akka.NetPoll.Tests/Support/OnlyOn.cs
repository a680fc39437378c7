using Xunit;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Skips a spec on systems that lack what it needs, and says what that is.</summary>
internal static class OnlyOn
{
    public static void Linux(string because) => Skip.IfNot(OperatingSystem.IsLinux(), $"needs Linux: {because}");

    public static void Windows(string because) => Skip.IfNot(OperatingSystem.IsWindows(), $"needs Windows: {because}");

    /// <summary>What a subclass of an abstract spec makes for it; elsewhere each of its specs skips.</summary>
    public static T Windows<T>(string because, Func<T> make)
    {
        Windows(because);
        return make();
    }
}

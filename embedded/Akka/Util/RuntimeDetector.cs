namespace Akka.Util;

/// <summary>What this process runs on.</summary>
public static class RuntimeDetector
{
    public static readonly bool IsMono = Type.GetType("Mono.Runtime") is not null;

    public static readonly bool IsWindows = OperatingSystem.IsWindows();
}

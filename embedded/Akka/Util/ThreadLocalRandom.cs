namespace Akka.Util;

/// <summary>A random number generator for the calling thread alone.</summary>
public static class ThreadLocalRandom
{
    [ThreadStatic]
    private static Random? _current;

    public static Random Current => _current ??= new Random();
}

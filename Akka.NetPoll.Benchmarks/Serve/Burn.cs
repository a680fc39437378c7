namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>Work for the processor, for servers that do more than echo: always the same, however busy the machine is.</summary>
/// <param name="Microseconds">About; a step is a dependent multiplication and addition, about a nanosecond.</param>
internal readonly record struct Burn(int Microseconds)
{
    private const int StepsPerMicrosecond = 1000;

    [ThreadStatic] private static ulong _last;

    public void Run()
    {
        ulong x = _last;
        for (int steps = Microseconds * StepsPerMicrosecond; steps > 0; steps--) x = (x * 6364136223846793005) + 1442695040888963407;
        _last = x;
    }
}

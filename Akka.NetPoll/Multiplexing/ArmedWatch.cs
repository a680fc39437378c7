using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>A registration with a one-shot backend: what it is armed for, and whether its hang-up has been told.</summary>
/// <remarks>All of it belongs to the backend's gate.</remarks>
internal class ArmedWatch(IMultiplexer multiplexer, SafeHandle handle, long key, int descriptor) : Registration(multiplexer, handle, key)
{
    /// <summary>The number that the handle had when it was added.</summary>
    public int Fd => descriptor;

    public Readiness Armed { get; set; }

    /// <summary>No hang-up is to be told any more: it has been, or the handle has been removed.</summary>
    public bool HasHungUp { get; private set; }

    /// <summary>Takes what is to be told of what the system reports: what is armed, which that disarms, and the first hang-up.</summary>
    public Readiness Take(Readiness reported)
    {
        bool hangsUp = (reported & Readiness.HangUp) != 0 && !HasHungUp;
        if ((reported & Armed) == 0 && !hangsUp) return Readiness.None;
        Readiness told = reported & (Armed | Readiness.OnlyError | Readiness.HangUp);
        Armed &= ~told;
        HasHungUp |= hangsUp;
        return told;
    }

    /// <summary>From now on nothing is told.</summary>
    public void Forget() => (Armed, HasHungUp) = (Readiness.None, true);
}

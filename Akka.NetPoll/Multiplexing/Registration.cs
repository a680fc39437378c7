using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>A handle that a multiplexer watches, made by its Add; a backend derives from it to keep what it must know.</summary>
internal class Registration(IMultiplexer multiplexer, SafeHandle handle, long key)
{
    private int _ended;

    /// <summary>The one that watches it; only there can it be armed and removed.</summary>
    public IMultiplexer Multiplexer => multiplexer;

    /// <summary>Its owner's: closed too early, it has left the kernel's queue, and its number may be another file's.</summary>
    public SafeHandle Handle => handle;

    /// <summary>What its events carry.</summary>
    public long Key => key;

    /// <summary>The multiplexer's <see cref="IMultiplexer.IsEdgeTriggered"/>, kept here so that a wait makes no virtual call to ask for it.</summary>
    public bool IsEdgeTriggered { get; } = multiplexer.IsEdgeTriggered;

    /// <summary>The handle's number while it is open; negative when it is not.</summary>
    public int Descriptor => Number(handle);

    /// <summary>True for the first removal only.</summary>
    public bool End() => Interlocked.Exchange(ref _ended, 1) == 0;

    /// <summary>The number of an open handle; negative for one that is closed or none at all.</summary>
    // An int is enough on Windows too, where a handle of the kernel's has 32 bits that count (winnt.h).
    public static int Number(SafeHandle handle) => handle.IsClosed || handle.IsInvalid ? -1 : (int)handle.DangerousGetHandle();
}

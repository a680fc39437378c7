using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>What <see cref="KqueueMultiplexer"/> asks the system; in the specs a model of it answers.</summary>
internal unsafe interface IKqueueCalls
{
    /// <summary>From one event to the next, in bytes. Each begins with a <see cref="KqueueEvent"/>.</summary>
    int EventSize { get; }

    /// <summary>EVFILT_USER, which differs between systems.</summary>
    short UserFilter { get; }

    /// <summary>kqueue(2): a descriptor; negative when it is refused.</summary>
    int Open();

    /// <summary>kevent(2): how many events; negative when it failed.</summary>
    int Exchange(int queue, byte* changes, int changed, byte* events, int room, KqueueTime* timeout);

    void Close(int queue);
}

/// <summary>struct kevent of a 64-bit system, as far as all have it.</summary>
internal struct KqueueEvent
{
    public const short Read = -1, Write = -2;
    public const ushort Add = 0x1, Delete = 0x2, Clear = 0x20, Receipt = 0x40, Error = 0x4000, EndOfFile = 0x8000;
    public const uint Trigger = 0x01000000; // NOTE_TRIGGER.

    public nint Descriptor;
    public short Filter;
    public ushort Flags;
    public uint FilterFlags; // With EndOfFile the socket's error.
    public nint Data;
    public nint Key;
}

/// <summary>struct timespec.</summary>
internal struct KqueueTime
{
    public nint Seconds, Nanoseconds;
}

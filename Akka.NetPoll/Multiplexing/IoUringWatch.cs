using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>The polls of one handle that the kernel may have at a time; also the low bits of their tags.</summary>
[Flags]
internal enum IoUringPolls
{
    None = 0,

    /// <summary>For data, once.</summary>
    Read = 1,

    /// <summary>For room, until it is cancelled: the kernel adds POLLRDHUP to what is asked, so a poll that ends with its first event
    /// would end at once, again and again, while the peer has ended its side and there is no room.</summary>
    Write = 2,

    /// <summary>For nothing but what is told unasked, a hang-up or an error, until it is cancelled: for a handle that is not armed.</summary>
    HangUp = 4,
}

/// <summary>What <see cref="IoUringMultiplexer"/> knows of a handle; all of it belongs to its gate.</summary>
internal sealed class IoUringWatch(IMultiplexer multiplexer, SafeHandle handle, long key, int descriptor)
    : ArmedWatch(multiplexer, handle, key, descriptor)
{
    /// <summary>Its place in the table, part of its requests' tags.</summary>
    public int Slot { get; set; }

    /// <summary>The polls that have been submitted, or will be, and have not ended.</summary>
    public IoUringPolls Polls { get; set; }

    /// <summary>Those of them that are being cancelled.</summary>
    public IoUringPolls Cancelled { get; set; }

    /// <summary>Requests, polls and cancellations, whose last completion has not been read: so long the slot is its own.</summary>
    public int Outstanding { get; set; }

    public bool IsRemoved { get; set; }

    /// <summary>What the next Wait tells of it; while there is something, it is in that queue, once.</summary>
    public Readiness Ready { get; set; }

    /// <summary>It is in the queue of those to look at.</summary>
    public bool IsToBeAttended { get; set; }

    /// <summary>When it last became unattended, in milliseconds.</summary>
    public long UnattendedSince { get; set; }

    /// <summary>It has no poll that lasts: a hang-up would go unnoticed.</summary>
    public bool IsUnattended => !IsRemoved && !HasHungUp && !Handle.IsClosed && (Polls & ~Cancelled) == IoUringPolls.None;
}

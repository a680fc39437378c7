using System.Runtime.InteropServices;

namespace Akka.NetPoll.Multiplexing;

/// <summary>Makes a ring as <see cref="IoUringCalls.Setup"/> does; a spec gives one that refuses.</summary>
internal unsafe delegate int IoUringSetup(uint entries, IoUringParameters* parameters);

/// <summary>A pair of rings shared with the kernel: submissions, which we write and it reads, and completions the other way round.</summary>
/// <remarks>
/// Its owner's gate is held around every member but <see cref="EnterAndWait"/> and <see cref="HasNews"/>, so each ring has one thread of ours
/// at a time, and what is left to order is ours against the kernel's (io_uring(7)): an entry is written before the tail that publishes
/// it (a release), and read after the tail that tells of it (an acquire); the completions' head is published after its entry was read
/// (a release), for from then on the kernel may overwrite it.
/// </remarks>
internal sealed unsafe class IoUring : IDisposable
{
    private const uint SetCompletions = 1 << 3, SubmitAll = 1 << 7, RunCooperatively = 1 << 8, TellOfTaskWork = 1 << 9;
    private const uint OneMapping = 1 << 0, NeverDrops = 1 << 1, HasTimeout = 1 << 8, Needed = OneMapping | NeverDrops | HasTimeout;
    private const uint Overflown = 1 << 1, TaskWork = 1 << 2;
    private const uint GetEvents = 1 << 0, ExtendedArgument = 1 << 3;
    private const long EntriesOffset = 0x10000000;

    private readonly int _ring;
    private readonly byte* _rings;
    private readonly IoUringSubmission* _submissions;
    private readonly IoUringCompletion* _completions;
    private readonly nuint _ringsLength, _submissionsLength;
    private readonly uint* _head, _tail, _flags, _completed, _completedTail; // The submissions', then the completions'.
    private readonly uint _entries, _mask, _completionsMask;

    /// <exception cref="MultiplexerException">The kernel refused it, or is older than Linux 5.19.</exception>
    public IoUring(IoUringSetup setup, uint submissions, uint completions)
    {
        var parameters = new IoUringParameters
        {
            // What a wake-up leaves to do, the thread that armed the poll does in its next system call or with the next tick of
            // the clock, without an interrupt of its own; and that there is something is told in the flags, so that a look at the
            // ring need not be a system call. No thread is the only one that submits.
            Flags = SetCompletions | SubmitAll | RunCooperatively | TellOfTaskWork,
            CompletionEntries = completions,
        };
        _ring = setup(submissions, &parameters);
        if (_ring < 0) throw new MultiplexerException("io_uring_setup", Marshal.GetLastPInvokeError());
        if ((parameters.Features & Needed) != Needed) throw Unmapped(new MultiplexerException("io_uring_setup lacks features of Linux 5.19"));

        (_entries, IoUringParameters.Submissions sq, IoUringParameters.Completions cq) =
            (parameters.SubmissionEntries, parameters.SubmissionOffsets, parameters.CompletionOffsets);
        _ringsLength = Math.Max(sq.Array + (_entries * sizeof(uint)), cq.Entry + (parameters.CompletionEntries * (uint)sizeof(IoUringCompletion)));
        _submissionsLength = _entries * (uint)sizeof(IoUringSubmission);
        _rings = IoUringCalls.Map(_ring, _ringsLength, 0);
        if (_rings is null) throw Unmapped(new MultiplexerException("mmap of an io_uring", Marshal.GetLastPInvokeError()));
        _submissions = (IoUringSubmission*)IoUringCalls.Map(_ring, _submissionsLength, EntriesOffset);
        if (_submissions is null) throw Unmapped(new MultiplexerException("mmap of an io_uring", Marshal.GetLastPInvokeError()));
        _head = At(sq.Head);
        _tail = At(sq.Tail);
        _flags = At(sq.Flags);
        _mask = *At(sq.Mask);
        _completed = At(cq.Head);
        _completedTail = At(cq.Tail);
        _completionsMask = *At(cq.Mask);
        _completions = (IoUringCompletion*)(_rings + cq.Entry);
        // Slots and entries correspond for good.
        for (uint i = 0; i < _entries; i++) At(sq.Array)[i] = i;
        // A filter of system calls may allow the one call and not the other.
        if (Enter() is not 0 and int error) throw Unmapped(new MultiplexerException("io_uring_enter", error));
    }

    /// <summary>How many submissions the kernel has not taken yet.</summary>
    public uint Pending => Volatile.Read(ref *_tail) - Volatile.Read(ref *_head);

    /// <summary>The kernel keeps completions for which there was no room, and hands them over when it is entered.</summary>
    public bool HasOverflown => (Volatile.Read(ref *_flags) & Overflown) != 0;

    /// <summary>Entering the kernel would bring something on: submissions, work that wake-ups have left, or completions without room.</summary>
    public bool MustEnter => Pending != 0 || (Volatile.Read(ref *_flags) & (Overflown | TaskWork)) != 0;

    /// <summary>There is something to take, or entering would bring it. Also without the gate.</summary>
    public bool HasNews => Volatile.Read(ref *_completedTail) != Volatile.Read(ref *_completed) || MustEnter;

    /// <summary>The next submission, to be filled and then published; null while the ring is full.</summary>
    public IoUringSubmission* TryPrepare()
    {
        if (Pending == _entries) return null;
        IoUringSubmission* entry = &_submissions[*_tail & _mask];
        *entry = default;
        return entry;
    }

    public void Publish() => Volatile.Write(ref *_tail, *_tail + 1);

    public bool TryTake(out IoUringCompletion completion)
    {
        uint head = *_completed;
        bool isThere = head != Volatile.Read(ref *_completedTail);
        completion = isThere ? _completions[head & _completionsMask] : default;
        if (isThere) Volatile.Write(ref *_completed, head + 1);
        return isThere;
    }

    /// <summary>Submits, runs what wake-ups have left to this thread, and returns without waiting.</summary>
    /// <returns>Zero, or errno.</returns>
    public int Enter() => IoUringCalls.Enter(_ring, Pending, 0, GetEvents, null) < 0 ? Marshal.GetLastPInvokeError() : 0;

    /// <summary>Submits and, once the kernel has taken all of them, waits for a completion.</summary>
    /// <param name="submit">How many there are; when another thread has submitted them meanwhile, it returns at once.</param>
    /// <param name="milliseconds">Negative: without end.</param>
    /// <returns>Zero, or errno: a timeout and a signal are one unless something was submitted.</returns>
    public int EnterAndWait(uint submit, int milliseconds)
    {
        var time = new IoUringTime { Seconds = milliseconds / 1000, Nanoseconds = milliseconds % 1000 * 1_000_000L };
        var argument = new IoUringWait { Timeout = milliseconds < 0 ? null : &time };
        int result = IoUringCalls.Enter(_ring, submit, 1, GetEvents | ExtendedArgument, &argument);
        return result < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    public void Dispose()
    {
        if (_submissions is not null) IoUringCalls.Unmap((byte*)_submissions, _submissionsLength);
        if (_rings is not null) IoUringCalls.Unmap(_rings, _ringsLength);
        IoUringCalls.Close(_ring);
    }

    private uint* At(uint offset) => (uint*)(_rings + offset);

    private MultiplexerException Unmapped(MultiplexerException refusal)
    {
        Dispose();
        return refusal;
    }
}

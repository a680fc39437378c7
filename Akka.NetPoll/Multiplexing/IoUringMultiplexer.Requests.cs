namespace Akka.NetPoll.Multiplexing;

/// <summary>The requests: polls, their cancellation, the timer; and what their completions say. All under the gate.</summary>
internal sealed unsafe partial class IoUringMultiplexer
{
    private const byte DoNothing = 0, AddPoll = 6, RemovePoll = 7, SetTimeout = 11; // IORING_OP_*
    private const byte SkipSuccess = 1 << 6; // IOSQE_CQE_SKIP_SUCCESS
    private const uint ManyShots = 1, More = 2; // IORING_POLL_ADD_MULTI, IORING_CQE_F_MORE
    private const ulong Cancellation = 8, Timer = 8; // In a tag: polls, this, and the slot. Without a slot: the timer's; zero: a wake's.
    private const int SlotShift = 4;
    private const int PatienceMilliseconds = 10, TimerMilliseconds = 15;
    private const short ToRead = PollMask.Read | PollMask.ReadHangUp;
    private const int Already = 114, Canceled = 125;

    // Each watch needs some poll that lasts, or its hang-up would go unnoticed. Most that have none are armed again within microseconds;
    // those that are not, because their owner wants to read nothing, get one of their own. It costs their removal a cancellation.
    private void Attend()
    {
        if (_toBeAttended.Count == 0) return;
        long now = Environment.TickCount64;
        for (int left = _toBeAttended.Count; left > 0; left--)
        {
            IoUringWatch watch = _toBeAttended.Dequeue();
            if (watch.IsUnattended && now - watch.UnattendedSince < PatienceMilliseconds)
            {
                _toBeAttended.Enqueue(watch);
                continue;
            }

            watch.IsToBeAttended = false;
            if (watch.IsUnattended) Poll(watch, IoUringPolls.HangUp);
        }
    }

    private void LookAfter(IoUringWatch watch)
    {
        if (!watch.IsUnattended) return;
        watch.UnattendedSince = Environment.TickCount64;
        if (watch.IsToBeAttended) return;
        watch.IsToBeAttended = true;
        _toBeAttended.Enqueue(watch);
    }

    // Ends a Wait that blocks when it is time to attend.
    private void StartTimer()
    {
        if (_hasTimer) return;
        _hasTimer = true;
        IoUringSubmission* submission = Submission(SetTimeout, Timer);
        (submission->Target, submission->PollFlags) = ((ulong)_time, 1);
        _ring.Publish();
    }

    private void Complete(IoUringCompletion completion)
    {
        if (completion.Tag == Timer) _hasTimer = false;
        // Of the timer or a wake. Otherwise it is there: a slot has no other watch before the last completion of its watch.
        if (_slots[(int)(completion.Tag >> SlotShift)] is not { } watch) return;
        var poll = (IoUringPolls)(completion.Tag & 7);
        bool hasEnded = (completion.Flags & More) == 0;
        if (hasEnded) _outstanding--;
        if (hasEnded && --watch.Outstanding == 0 && watch.IsRemoved) Free(watch);
        if ((completion.Tag & Cancellation) != 0)
        {
            // A wake-up was being worked on, and after it one of many shots goes on.
            if (completion.Result == -Already && (watch.Polls & poll) != 0) Cancel(watch, poll);
            return;
        }

        if (hasEnded) (watch.Polls, watch.Cancelled) = (watch.Polls & ~poll, watch.Cancelled & ~poll);
        if (watch.IsRemoved) return;
        // Cancelled: by us, or because the thread that armed it has ended. Then what is still armed is submitted anew.
        if (completion.Result == -PollCalls.BadDescriptor) watch.Forget(); // It was closed too early.
        else if (completion.Result != -Canceled) Report(watch, poll, completion.Result);
        if (!hasEnded && poll == IoUringPolls.Write && (watch.Armed & Readiness.Write) == 0) Cancel(watch, poll);
        Renew(watch);
    }

    private void Report(IoUringWatch watch, IoUringPolls poll, int result)
    {
        Readiness told = watch.Take(ReadinessOf(watch, poll, result));
        if (told == Readiness.None) return;
        if (watch.Ready == Readiness.None) _ready.Enqueue(watch);
        watch.Ready |= told;
    }

    private static Readiness ReadinessOf(IoUringWatch watch, IoUringPolls poll, int result)
    {
        // It could not be polled, for want of memory, say: a hint, and the socket's own call will tell.
        if (result < 0) return (Readiness)(poll & (IoUringPolls.Read | IoUringPolls.Write));
        if ((result & PollMask.Error) == 0) return PollMask.Of(0, (short)result);
        // An error may be the wake-up's only word, and what else there is untold: so the socket itself is asked.
        var entry = new PollCalls.Entry { Descriptor = watch.Descriptor, Asked = PollMask.Asked(watch.Armed, ToRead) };
        return PollCalls.Poll(&entry, 1, 0) > 0 ? PollMask.Of(entry.Asked, entry.Reported) : Readiness.None;
    }

    // What is armed and has no poll gets one. One that is being cancelled is still there; its last completion leads here again.
    private void Renew(IoUringWatch watch)
    {
        if ((watch.Armed & Readiness.Read) != 0 && (watch.Polls & IoUringPolls.Read) == 0) Poll(watch, IoUringPolls.Read);
        if ((watch.Armed & Readiness.Write) != 0 && (watch.Polls & IoUringPolls.Write) == 0) Poll(watch, IoUringPolls.Write);
        LookAfter(watch);
    }

    private void Poll(IoUringWatch watch, IoUringPolls poll)
    {
        IoUringSubmission* submission = Submission(AddPoll, Tag(watch, poll));
        submission->Descriptor = watch.Fd;
        submission->PollFlags = poll == IoUringPolls.Read ? 0 : ManyShots;
        submission->Events = poll switch { IoUringPolls.Read => (ushort)ToRead, IoUringPolls.Write => (ushort)PollMask.Write, _ => 0 };
        _ring.Publish();
        watch.Polls |= poll;
        Count(watch);
    }

    private void Cancel(IoUringWatch watch, IoUringPolls poll)
    {
        IoUringSubmission* submission = Submission(RemovePoll, Tag(watch, poll) | Cancellation);
        submission->Target = Tag(watch, poll);
        _ring.Publish();
        watch.Cancelled |= poll;
        Count(watch);
    }

    private void Count(IoUringWatch watch)
    {
        watch.Outstanding++;
        _outstanding++;
    }

    // To be published. While the ring is full the kernel takes some.
    private IoUringSubmission* Submission(byte operation, ulong tag)
    {
        IoUringSubmission* submission;
        while ((submission = _ring.TryPrepare()) is null) _ring.Enter();
        (submission->Operation, submission->Tag) = (operation, tag);
        return submission;
    }

    private void SubmitWhileBlocking()
    {
        if (_blocking) Submit();
    }

    // Until the kernel has taken all. It refuses for want of memory only, and then the next Wait tries again.
    private void Submit()
    {
        while (_ring.Pending > 0 && _ring.Enter() == 0)
        {
        }
    }

    private static ulong Tag(IoUringWatch watch, IoUringPolls poll) => ((ulong)watch.Slot << SlotShift) | (ulong)poll;
}

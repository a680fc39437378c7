namespace Akka.NetPoll.Multiplexing;

/// <summary>What a descriptor has become ready for; the first two bits are PollDirection's.</summary>
[Flags]
internal enum Readiness
{
    None = 0,

    Read = 1,

    Write = 2,

    /// <summary>The kernel reported an error and nothing else: it may be unable to poll this descriptor.</summary>
    OnlyError = 4,

    /// <summary>The stream ends, or data out of its order is in it: a read that comes up short does not mean that nothing is left.</summary>
    Drain = 8,

    /// <summary>Both directions have ended, or an error has ended them: told whatever is being waited for.</summary>
    HangUp = 16,
}

/// <summary>One event: the key given to Add, never the descriptor, and what it is ready for.</summary>
internal readonly record struct PollEvent(long Key, Readiness Readiness);

namespace Akka.NetPoll.Multiplexing;

/// <summary>What a socket has become ready for; the first two bits are PollDirection's.</summary>
[Flags]
internal enum Readiness
{
    None = 0,

    /// <summary>Data, the end of the stream, an error or a connection to accept.</summary>
    Read = 1,

    /// <summary>Room, an error, or the end of a connect.</summary>
    Write = 2,

    /// <summary>The system reported an error and nothing else: it may be unable to poll this handle. Comes with Read and Write.</summary>
    OnlyError = 4,

    /// <summary>A read that comes up short may leave data behind, of which no event tells any more: from now on read until WouldBlock.</summary>
    /// <remarks>
    /// The end of the stream came together with data before it, say, or the data is urgent. A backend that reports again what is
    /// left, because it is level-triggered, does not say this.
    /// </remarks>
    ShortReads = 8,

    /// <summary>Both directions have ended, or an error has ended them: told whatever is being waited for, once at least.</summary>
    HangUp = 16,
}

/// <summary>One event: the key given to Add, never the descriptor, and what it is ready for.</summary>
internal readonly record struct PollEvent(long Key, Readiness Readiness);

namespace Akka.NetPoll.Framing;

/// <summary>What the beginning of a stream holds.</summary>
public enum FrameStatus
{
    /// <summary>Not a whole frame yet: wait for more bytes.</summary>
    Incomplete,

    /// <summary>A whole frame, which has been cut off.</summary>
    Complete,

    /// <summary>A frame beyond the limit. Nothing has been cut off, and nothing after it can be trusted.</summary>
    TooLong,
}

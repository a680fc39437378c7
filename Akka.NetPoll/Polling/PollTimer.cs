namespace Akka.NetPoll.Polling;

/// <summary>The deadline of one direction of one socket, and its place in the <see cref="DeadlineQueue"/>.</summary>
internal sealed class PollTimer(PollDesc desc, PollDirection direction)
{
    public PollDesc Desc { get; } = desc;

    public PollDirection Direction { get; } = direction;

    public Deadline Deadline { get; set; } = Deadline.None;

    /// <summary>Index in the heap; negative: not queued.</summary>
    public int Place { get; set; } = -1;
}

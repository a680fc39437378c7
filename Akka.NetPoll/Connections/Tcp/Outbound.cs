using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>What a connection has still to send: the queue while there is anything, how full it is, and which writers wait for room.</summary>
/// <remarks>
/// Used by the connection's thread. What is sent waits until the message that caused it has been handled, and then leaves in one
/// system call. An idle connection has no queue.
/// </remarks>
internal sealed class Outbound(ConnectionActor connection)
{
    private WriteQueue? _queue;
    private HashSet<IActorRef>? _refused;
    private bool _isRefusing; // A write was refused and so are all that follow, until WritingResumed: what gets through stays in order.

    /// <summary>Whether nothing waits, not even an acknowledgement.</summary>
    public bool IsEmpty => _queue is null;

    /// <summary>A WriteReady or WaitFailed is on its way to the actor: it must not wait again.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>More than the high watermark waits, so nothing is read from the peer.</summary>
    public bool IsCongested { get; private set; }

    public long Bytes => (_queue?.Bytes ?? 0) + connection.Channel.HeldBytes;

    /// <summary>Whether an end now drops bytes that could have been sent.</summary>
    public bool IsUnsent => _queue is { Bytes: > 0 };

    /// <summary>To be added to; one of its own while something waits.</summary>
    public WriteQueue Queue => _queue ??= WriteQueue.Rent();

    // The memory that waiting bytes and acknowledgements hold: what the watermarks and the limit count.
    private long Cost => (_queue?.Cost ?? 0) + connection.Channel.HeldCost;

    public bool Send(ReadOnlySpan<byte> data)
    {
        if (!Admits(data.Length)) return false;
        connection.Channel.Send(connection, data);
        return true;
    }

    public bool Send(in ReadOnlySequence<byte> data)
    {
        if (data.IsSingleSegment) return Send(data.FirstSpan);
        if (!Admits(data.Length)) return false;
        foreach (ReadOnlyMemory<byte> memory in data)
        {
            if (connection.IsOpen) connection.Channel.Send(connection, memory.Span); // Sending may find that it has ended.
        }

        return true;
    }

    public void Send(Tcp.Write write, IActorRef sender)
    {
        if (Admits(write.Data.Length)) connection.Channel.Send(connection, write, sender);
        else Refuse(write, sender);
    }

    public void Refuse(Tcp.Write write, IActorRef sender)
    {
        if (connection.IsOpen && _isRefusing) (_refused ??= []).Add(sender);
        string why = connection.IsOpen ? Full(write.Data.Length) : "the connection is being closed";
        sender.Tell(new Tcp.CommandFailed(write, new IOException(why)), connection.Reference);
    }

    public void WriteReady() => IsWaiting = false;

    /// <summary>Sends what there is, unless the socket takes no more: then WriteReady is on its way.</summary>
    public void FlushIfAny()
    {
        if (!connection.HasSocket) return;
        while (_queue is not null && !IsWaiting) // Again when OnWritingResumed has sent more.
        {
            Flush();
            if (connection.HasEnded) return;
            if (Cost <= connection.Settings.LowWatermark) Relieve();
            if (IsEmpty && connection.IsClosing) connection.Ending.Finish();
        }

        // Also when there was nothing to flush because WriteReady is awaited: what was added counts.
        IsCongested |= Cost > connection.Settings.HighWatermark;
    }

    /// <summary>True when all is sent; otherwise WriteReady will come, or the connection has ended.</summary>
    public bool Flush()
    {
        while (true)
        {
            IoResult result = _queue!.Flush(connection.Fd, connection.Reference);
            if (result.Count > 0) NoteSent(result.Count);
            if (result.IsSuccess)
            {
                Drop();
                return true;
            }

            if (!result.WouldBlock)
            {
                connection.End(CloseReason.Error, new SocketException((int)result.Error));
                return false;
            }

            WaitOutcome outcome = connection.Fd.Wait(PollDirection.Write, connection.Reference);
            if (outcome == WaitOutcome.Ready) continue;
            IsWaiting = outcome == WaitOutcome.Parked;
            if (!IsWaiting) connection.End(CloseReason.Error, outcome.Cause());
            return false;
        }
    }

    public void NoteSent(int count)
    {
        ConnectionMetrics.Sent(count);
        connection.NoteTraffic();
    }

    /// <summary>Tells the sender of each acknowledged write that it fails, and drops everything.</summary>
    public void Fail()
    {
        _queue?.FailAcknowledged(connection.Ending.WhyUnsent, connection.Reference);
        Drop();
    }

    /// <summary>Drops what waits.</summary>
    public void Drop()
    {
        _queue?.Return();
        _queue = null;
    }

    // Whether so many more bytes may wait; what holding them costs counts once they do. Before Attach there are no settings, and no
    // other actor to have filled the queue.
    private bool Admits(long length)
    {
        if (!connection.IsOpen || _isRefusing) return false;
        if (connection.Settings is null || Cost + length <= connection.Settings.WriteLimit) return true;
        _isRefusing = length <= connection.Settings.WriteLimit; // What could not go even alone makes no other wait: no draining would help it.
        return false;
    }

    private string Full(long length) =>
        $"{length} bytes more than the {Bytes} that wait and hold {Cost} would exceed write-limit, which is {connection.Settings.WriteLimit}";

    // Little waits now: what was stopped for it goes on.
    private void Relieve()
    {
        if (IsCongested)
        {
            IsCongested = false;
            connection.Inbound.ReadLater();
        }

        if (!_isRefusing) return;
        _isRefusing = false;
        foreach (IActorRef writer in _refused ?? []) writer.Tell(Tcp.WritingResumed.Instance, connection.Reference);
        _refused = null;
        if (connection.IsReceiving) connection.ResumeWriting();
    }
}

using System.Buffers;
using System.Net.Sockets;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

// Writing: everything goes through the queue, which is flushed when the message that caused it has been handled.
// Large spans go to the socket at once, if nothing waits before them, and only what it does not take is copied.
public abstract partial class ConnectionActor
{
    private const int LargeEnoughToSendAtOnce = 4096;

    private WriteQueue? _writes;

    /// <summary>Sends bytes, in order; they are copied if they cannot go at once.</summary>
    /// <returns>
    /// False when nothing was sent because the connection is closing, or because with them more than
    /// akka.netpoll.connection.write-limit would wait; then everything is refused until <see cref="OnWritingResumed"/>.
    /// </returns>
    protected bool Send(ReadOnlySpan<byte> data)
    {
        if (!MaySend(data.Length)) return false;
        if (_tls is not null)
        {
            WriteTls(data);
            return true;
        }

        if (data.Length >= LargeEnoughToSendAtOnce) data = SendAtOnce(data);
        if (!data.IsEmpty && IsOpen) (_writes ??= WriteQueue.Rent()).Add(data);
        return true;
    }

    /// <inheritdoc cref="Send(ReadOnlySpan{byte})"/>
    protected bool Send(in ReadOnlySequence<byte> data)
    {
        if (data.IsSingleSegment) return Send(data.FirstSpan);
        if (!MaySend(data.Length)) return false;
        foreach (ReadOnlyMemory<byte> memory in data) Send(memory.Span);
        return true;
    }

    private bool IsOpen => (In(OpenState) || In(AttachingState) || In(HandshakingState)) && !Is(Flag.ClosesEarly);

    // Whether so many more bytes may wait; what holding them costs counts once they do. Before Attach there are no settings, and nobody to have filled the queue.
    private bool MaySend(long length)
    {
        if (!IsOpen || Is(Flag.Refusing)) return false;
        if (_settings is null || PendingCost + length <= _settings.WriteLimit) return true;
        // What could not go even alone is refused without making others wait: no draining would help it.
        if (length <= _settings.WriteLimit) Set(Flag.Refusing);
        return false;
    }

    private void OnWrite(Tcp.Write write)
    {
        if (_tls is not null && MaySend(write.Data.Length)) WriteTls(write);
        else if (MaySend(write.Data.Length)) (_writes ??= WriteQueue.Rent()).Add(write, Sender);
        else Refuse(write, IsOpen ? Full(write.Data.Length) : NotOpen());
    }

    private void Refuse(Tcp.Write write, Exception cause)
    {
        if (Is(Flag.Refusing) && IsOpen) Rarely.Refused.Add(Sender);
        Sender.Tell(new Tcp.CommandFailed(write, cause), Self);
    }

    private IOException Full(long length) =>
        new($"{length} bytes more than the {PendingBytes} that wait and hold {PendingCost} would exceed write-limit, which is {_settings.WriteLimit}");

    private void OnWriteReady()
    {
        // Receive flushes after every message, as long as nothing is awaited.
        Clear(Flag.WaitingToWrite);
    }

    private void FlushIfAny()
    {
        // Again when OnWritingResumed has sent more.
        while (_writes is not null && _desc is not null && !Is(Flag.WaitingToWrite)) Flush();
        // Also when there was nothing to flush because WriteReady is awaited: what was added counts.
        if (_desc is not null && PendingCost > _settings.HighWatermark) Set(Flag.Congested);
    }

    private void Flush()
    {
        if (FlushQueue()) ReturnQueue();
        else if (In(EndedState)) return;

        if (PendingCost <= _settings.LowWatermark) Relieve();
        if (_writes is null && In(ClosingState)) FinishClosing();
    }

    // True when all is sent; otherwise WriteReady will come, or the connection has ended.
    private bool FlushQueue()
    {
        while (true)
        {
            IoResult result = _writes!.Flush(_socket!, Self);
            if (result.Count > 0) OnSent(result.Count);
            if (result.IsSuccess) return true;
            if (!result.WouldBlock)
            {
                End(CloseReason.Error, new SocketException((int)result.Error));
                return false;
            }

            WaitOutcome outcome = _desc!.Wait(PollDirection.Write, Self);
            if (outcome == WaitOutcome.Ready) continue;
            if (outcome == WaitOutcome.Parked) Set(Flag.WaitingToWrite);
            else End(CloseReason.Error, outcome.Cause());
            return false;
        }
    }

    // Returns what the socket did not take.
    private ReadOnlySpan<byte> SendAtOnce(ReadOnlySpan<byte> data)
    {
        if (_desc is null || Is(Flag.WaitingToWrite)) return data;
        if (_writes is not null)
        {
            if (!FlushQueue()) return data;
            ReturnQueue();
        }

        IoResult result = _socket!.TrySend(data);
        if (result.IsSuccess) OnSent(result.Count);
        else if (!result.WouldBlock) End(CloseReason.Error, new SocketException((int)result.Error));
        return data[result.Count..];
    }

    private void OnSent(long length)
    {
        ConnectionMetrics.Sent(length);
        Touch();
    }

    // Little waits now: whoever was stopped for it goes on.
    private void Relieve()
    {
        if (Is(Flag.Congested))
        {
            Clear(Flag.Congested);
            ReadLater();
        }

        if (!Is(Flag.Refusing)) return;
        Clear(Flag.Refusing);
        _rarely?.TellWritingResumed(Self);
        if (In(OpenState)) OnWritingResumed();
    }

    private void ReturnQueue()
    {
        _writes?.Return();
        _writes = null;
    }
}

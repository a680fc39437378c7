using System.Buffers;
using System.Net.Sockets;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

// Reading is syscall-first: read until WouldBlock, and only then wait.
//
// An edge of the poller is told once, so it must never be dropped: a ReadReady that comes while we do not want to read
// clears WaitingToRead, and whoever wants to read again begins with a system call, which sees what the edge was about.
public abstract partial class ConnectionActor
{
    private ReceiveBuffer _received;

    /// <summary>Stops receiving; what the peer sends waits in the kernel, which in the end slows the peer down.</summary>
    protected void SuspendReading() => Set(Flag.Suspended);

    /// <summary>Goes on receiving. In pull mode: receives once.</summary>
    protected void ResumeReading()
    {
        Clear(Flag.Suspended);
        // Later, for it may be called by OnReceived, which must not be called while it runs.
        ReadLater();
    }

    // Until the release nothing is read and no end is acted upon: the actor that is to be told is not known yet.
    private protected void HoldReading() => Set(Flag.Held);

    private protected void ReleaseReading()
    {
        Clear(Flag.Held);
        ReadLater();
    }

    private bool WantsToRead => WantsData || WantsRecords;

    private bool WantsData =>
        (_flags & (Flag.Suspended | Flag.Congested | Flag.EndOfStream | Flag.Held)) == 0
        && (In(OpenState) || (In(ClosingState) && Is(Flag.Confirming)));

    private void OnReadReady()
    {
        Clear(Flag.WaitingToRead);
        Read();
    }

    private void ReadLater()
    {
        if (Is(Flag.WaitingToRead) || !WantsToRead) return;
        Set(Flag.WaitingToRead);
        Self.Tell(Poller.ReadReady.Instance, Self);
    }

    // Reads until there is nothing more, or others should have their turn.
    private void Read()
    {
        for (int turn = 0; WantsToRead && !Is(Flag.WaitingToRead); turn++)
        {
            if (turn == _settings.ReadsPerTurn) ReadLater();
            else if (!ReadOnce() && !Is(Flag.WaitingToRead)) WaitToRead(); // A hook may have asked for a ReadReady already.
        }
    }

    // Once a ConfirmedClose awaits the peer's end, what stands before it need not be asked for.
    private void SuspendInPullMode()
    {
        if (_settings.PullMode && !Is(Flag.Confirming)) Set(Flag.Suspended);
    }

    private void WaitToRead()
    {
        WaitOutcome outcome = _desc!.Wait(PollDirection.Read, Self);
        if (outcome == WaitOutcome.Parked) Set(Flag.WaitingToRead);
        else if (outcome != WaitOutcome.Ready) End(CloseReason.Error, outcome.Cause());
    }

    // False when the socket has nothing more.
    private bool ReadOnce()
    {
        if (_tls is not null) return ReadTls();
        byte[] buffer = _received.Take(_settings.ReadBuffer, out int used);
        IoResult result = _socket!.TryReceive(buffer.AsSpan(used));
        if (result is { IsSuccess: true, Count: > 0 })
        {
            ConnectionMetrics.Received(result.Count);
            Touch();
            SuspendInPullMode();
            // Less than there was room for is all there is: the system call that would say so is saved.
            bool drained = result.Count < buffer.Length - used && !_desc!.MustDrain;
            Hand(buffer, used + result.Count);
            // What was answered goes out before the next read, so that the peer does not wait for our next bytes.
            FlushIfAny();
            return !drained || !WantsToRead;
        }

        _received.Keep(buffer, 0, used);
        if (result.IsSuccess) OnEndOfStream();
        else if (!result.WouldBlock) End(CloseReason.Error, new SocketException((int)result.Error));
        return !result.WouldBlock;
    }

    // The peer has reset the connection while nothing is read: reading is suspended, or the peer's stream has ended before.
    // What it sent before that is still in the kernel, and goes with the connection.
    private void ActOnHangUp()
    {
        if (In(EndedState) || Is(Flag.WaitingToRead) || Is(Flag.Held) || WantsToRead) return; // Reading finds it, now or later.
        Clear(Flag.HungUp);
        SocketError error = ConnectSocket.TakeError(_socket!);
        // Otherwise both directions have ended, which a read finds when there is one again.
        if (error != SocketError.Success) End(CloseReason.Error, new SocketException((int)error));
    }

    private void Hand(byte[] buffer, int length)
    {
        var data = new ReadOnlySequence<byte>(buffer, 0, length);
        int consumed = (int)data.GetOffset(OnReceived(data));
        int rest = length - consumed;
        _received.Keep(buffer, consumed, rest);
        if (rest > _settings.ReceiveLimit) End(CloseReason.Error, TooMuch(rest));
    }

    private InvalidDataException TooMuch(int rest) =>
        new($"{rest} bytes were received and not consumed; receive-limit is {_settings.ReceiveLimit}");

    private void OnEndOfStream()
    {
        Set(Flag.EndOfStream);
        if (In(OpenState)) OnPeerClosed();
        else FinishClosing();
    }
}

using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>What a connection receives: whether it wants to, the loop that reads, and what its owner has not consumed yet.</summary>
/// <remarks>
/// Used by the connection's thread. Reading is syscall-first: read until WouldBlock, and only then wait. An edge of the poller is
/// told once, so it must never be dropped: a ReadReady that comes while nothing is wanted clears _isWaiting, and what wants to read
/// again begins with a system call, which sees what the edge was about.
/// </remarks>
internal sealed class Inbound(ConnectionActor connection)
{
    private ReceiveBuffer _buffer;
    private bool _isWaiting; // A ReadReady or WaitFailed is on its way, from the poller or from the actor itself: never ask for another.
    private bool _isSuspended; // The owner does not want to be told of more bytes.
    private bool _isHeld; // Nothing is read before the handler has registered, whatever is said of suspending and resuming.
    private bool _hasHungUp; // The kernel has reported a hang-up or an error; if nothing is being read, no system call of ours finds it.

    /// <summary>The peer has closed its direction.</summary>
    public bool HasEnded { get; set; }

    public bool Wants => WantsData || connection.Channel.WantsInput(connection);

    /// <summary>Whether the owner wants bytes.</summary>
    public bool WantsData =>
        !_isSuspended && !_isHeld && !HasEnded && !connection.Outbound.IsCongested
        && (connection.IsReceiving || (connection.IsClosing && connection.IsConfirming));

    public void Suspend() => _isSuspended = true;

    // Later, for it may be called by OnReceived, which must not be called while it runs.
    public void Resume()
    {
        _isSuspended = false;
        ReadLater();
    }

    /// <summary>Until the release nothing is read and no end is acted upon: the actor that is to be told is not known yet.</summary>
    public void Hold() => _isHeld = true;

    public void Release()
    {
        _isHeld = false;
        ReadLater();
    }

    public void ReadReady()
    {
        _isWaiting = false;
        Read();
    }

    public void ReadLater()
    {
        if (_isWaiting || !Wants) return;
        _isWaiting = true;
        connection.Reference.Tell(Poller.ReadReady.Instance, connection.Reference);
    }

    /// <summary>Reads until there is nothing more, or others should have their turn.</summary>
    public void Read()
    {
        for (int turn = 0; Wants && !_isWaiting; turn++)
        {
            if (turn == connection.Settings.ReadsPerTurn) ReadLater();
            else if (!connection.Channel.Read(connection) && !_isWaiting) Wait(); // A hook may have asked for a ReadReady already.
        }
    }

    /// <summary>A buffer that begins with what the owner has not consumed; to be followed by Keep or HandOn.</summary>
    public byte[] Take(out int used) => _buffer.Take(connection.Settings.ReadBuffer, out used);

    public void Keep(byte[] buffer, int used) => _buffer.Keep(buffer, 0, used);

    /// <summary>Gives the buffer's first bytes to the owner, and keeps what it does not consume.</summary>
    public void HandOn(byte[] buffer, int length)
    {
        // Once a ConfirmedClose awaits the peer's end, what stands before it need not be asked for.
        if (connection.Settings.PullMode && !connection.IsConfirming) _isSuspended = true;
        var data = new ReadOnlySequence<byte>(buffer, 0, length);
        int consumed = (int)data.GetOffset(connection.HandOver(data));
        int rest = length - consumed;
        _buffer.Keep(buffer, consumed, rest);
        if (rest > connection.Settings.ReceiveLimit) connection.End(CloseReason.Error, TooMuch(rest));
        // What was answered goes out before the next read, so that the peer does not wait for our next bytes.
        connection.Outbound.FlushIfAny();
    }

    /// <summary>What has come has no reader any more, and the close is to be no reset.</summary>
    public void Discard()
    {
        if (!HasEnded) connection.Fd.DiscardsOnClose = true;
    }

    /// <summary>Forgets what the owner has not consumed.</summary>
    public void Drop() => _buffer.Drop();

    public void HungUp() => _hasHungUp = true;

    /// <summary>
    /// To be called when a message has been handled. The peer may have reset the connection while nothing is read: reading is
    /// suspended, or the peer's stream has ended before. What it sent before that is still in the kernel, and goes with the connection.
    /// </summary>
    public void ActOnHangUp()
    {
        if (!_hasHungUp || connection.HasEnded || _isWaiting || _isHeld || Wants) return; // Reading finds it, now or later.
        _hasHungUp = false;
        SocketError error = connection.Fd.TakeError();
        // Otherwise both directions have ended, which a read finds when there is one again.
        if (error != SocketError.Success) connection.End(CloseReason.Error, new SocketException((int)error));
    }

    private void Wait()
    {
        WaitOutcome outcome = connection.Fd.Wait(PollDirection.Read, connection.Reference);
        if (outcome == WaitOutcome.Parked) _isWaiting = true;
        else if (outcome != WaitOutcome.Ready) connection.End(CloseReason.Error, outcome.Cause());
    }

    private InvalidDataException TooMuch(int rest) =>
        new($"{rest} bytes were received and not consumed; receive-limit is {connection.Settings.ReceiveLimit}");
}

using System.Buffers;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

// TLS: a connection that has it reads and writes through a TlsEngine; one that has not pays a comparison with null.
//
// The peer's close_notify is the end of its stream, and ours is sent after everything else. A peer that ends its stream
// without one has not said that this was all, so it is a failure, unless it is allowed to or only answers our own.
public abstract partial class ConnectionActor
{
    private TlsEngine? _tls;

    /// <summary>What was agreed upon with the peer; null without TLS, and before <see cref="OnConnected"/>.</summary>
    protected TlsParameters? Tls => _tls?.Parameters;

    private bool IsHandshaking => _tls is { IsEstablished: false };

    // Also when no data is wanted, for without them nothing can be written.
    private bool WantsRecords =>
        _tls is not null && (IsHandshaking || _tls.AwaitsRecords) && !In(EndedState) && !_tls.Pipe.IsFull;

    // The peer and we agree on keys. What is written already is held; the owner does not know of the connection yet.
    private void Handshaking(object message) => Open(message);

    private void BeginHandshake(TlsHandshake handshake)
    {
        _state = HandshakingState;
        IActorRef self = Self;
        _tls = new TlsEngine(handshake, () => self.Tell(TlsProgress.Instance, ActorRefs.NoSender));
        ReleaseEarlyWrites();
        _tls.Begin();
        AdvanceTls();
        Read();
    }

    // What was written before the socket came waits in the queue, where only ciphertext may be from now on.
    private void ReleaseEarlyWrites()
    {
        if (_writes is null) return;
        _writes.CopyTo(_tls!);
        ReturnQueue();
    }

    private void OnTlsProgress()
    {
        if (_tls is null || In(EndedState)) return;
        AdvanceTls();
        while (WantsData && ReadPlaintext())
        {
        }

        ReadLater();
    }

    // To be called after whatever may have moved the session on.
    private void AdvanceTls()
    {
        bool established = _tls!.Advance();
        while (_tls.Release() is (Tcp.Write write, IActorRef sender))
        {
            TakeCiphertext();
            (_writes ??= WriteQueue.Rent()).AddAcknowledgement(write, sender);
        }

        TakeCiphertext();
        if (_tls.Failure is { } cause) EndTls(cause);
        else if (established) OnEstablished();
        else if (In(ClosingState)) SayGoodbye();
    }

    private void TakeCiphertext()
    {
        if (_tls!.Pipe.TakeOutput(out int length) is { } block) (_writes ??= WriteQueue.Rent()).Add(block, length);
    }

    private void OnEstablished()
    {
        if (In(ClosingState))
        {
            SayGoodbye();
            return;
        }

        Establish();
        ReadLater();
    }

    // Once, when nothing is held any more.
    private void SayGoodbye()
    {
        if (_tls is not { IsEstablished: true, IsHolding: false } || Is(Flag.SaidGoodbye)) return;
        if (!_tls.Shutdown())
        {
            ReadLater();
            return;
        }

        Set(Flag.SaidGoodbye);
        TakeCiphertext();
        if (_tls.Failure is { } cause) EndTls(cause);
        else if (_writes is null) FinishClosing();
    }

    // The peer is told why (an alert), if it listens.
    private void EndTls(Exception cause)
    {
        if (In(EndedState)) return;
        if (_writes is not null && !Is(Flag.WaitingToWrite)) _writes.Flush(_socket!, Self);
        if (!Is(Flag.EndOfStream)) DiscardReceived();
        End(CloseReason.Error, cause);
    }

    private bool ReadTls()
    {
        if ((WantsData && ReadPlaintext()) || !WantsToRead) return true;

        IoResult result = _tls!.Pipe.Receive(_socket!, _settings.ReadBuffer);
        bool isEnd = result is { IsSuccess: true, Count: 0 };
        _tls.Pipe.Put(isEnd: isEnd);
        if (result.WouldBlock) return false;
        if (!result.IsSuccess)
        {
            End(CloseReason.Error, new SocketException((int)result.Error));
            return true;
        }

        ConnectionMetrics.Received(result.Count);
        Touch();
        AdvanceTls();
        // After the end there is nothing to wait for but a handshake that goes on elsewhere, which will tell.
        return !(isEnd && IsHandshaking);
    }

    // False when there is none.
    private bool ReadPlaintext()
    {
        if (!_tls!.CanRead()) return false;
        byte[] buffer = _received.Take(_settings.ReadBuffer, out int used);
        int count = _tls.Read(buffer.AsMemory(used));
        if (count == 0)
        {
            _received.Keep(buffer, 0, used);
            AdvanceTls();
            if (In(EndedState)) return true;
            if (_tls.UnexpectedEnd is { } cause) EndUnexpectedly(cause);
            else OnEndOfStream();
            return true;
        }

        SuspendInPullMode();
        Hand(buffer, used + count);
        if (!In(EndedState)) AdvanceTls();
        FlushIfAny();
        return true;
    }

    // What was written before is still flushed, as behind an end that the peer has meant.
    private void EndUnexpectedly(Exception cause)
    {
        Set(Flag.EndOfStream);
        Clear(Flag.Confirming);
        if (IsOpen)
        {
            BeginClose(CloseReason.Error, cause);
            return;
        }

        (Rarely.Request, Rarely.RequestCause) = (CloseReason.Error, cause);
        FinishClosing();
    }

    private void WriteTls(ReadOnlySpan<byte> data)
    {
        _tls!.Write(data);
        AdvanceTls();
        if (_tls.AwaitsRecords) ReadLater();
    }

    private void WriteTls(Tcp.Write write)
    {
        foreach (ReadOnlyMemory<byte> memory in write.Data) _tls!.Write(memory);
        TakeCiphertext();
        if (write.Ack is not null && !_tls!.CanWrite) _tls.Mark((write, Sender));
        else if (write.Ack is not null) (_writes ??= WriteQueue.Rent()).AddAcknowledgement(write, Sender);
        AdvanceTls();
        if (_tls!.AwaitsRecords) ReadLater();
    }

    // What the plaintext that waits to be encrypted costs, counted as the queue counts.
    private long HeldCost => _tls is null ? 0 : _tls.HeldBytes + ((long)_tls.HeldPieces * WriteQueue.PieceCost);

    private void FailHeld(Exception cause)
    {
        if (_tls is null) return;
        foreach ((Tcp.Write write, IActorRef sender) in _tls.HeldMarks.Cast<(Tcp.Write, IActorRef)>()) sender.Tell(new Tcp.CommandFailed(write, cause), Self);
    }

    /// <summary>TLS may have come further, or the time for the handshake may be up: look.</summary>
    private sealed record TlsProgress : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly TlsProgress Instance = new();
    }
}

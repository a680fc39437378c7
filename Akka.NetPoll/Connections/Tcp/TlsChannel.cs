using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Connections;

/// <summary>Bytes pass through TLS.</summary>
/// <remarks>
/// The peer's close_notify is the end of its stream, and ours is sent after everything else. A peer that ends its stream without
/// one has not said that this was all, so it is a failure, unless it is allowed to or only answers our own.
/// </remarks>
internal sealed class TlsChannel(TlsHandshake handshake, IActorRef self) : Channel
{
    private readonly TlsEngine _engine = new(handshake, () => self.Tell(Progress.Instance, ActorRefs.NoSender));
    private bool _saidCloseNotify; // Or it waits to be sent as the last thing.

    public override TlsParameters? Tls => _engine.Parameters;

    public override bool HasEndedOutput => _saidCloseNotify;

    public override bool MayCloseAtOnce => !_engine.IsEstablished && !_engine.IsHolding;

    public override long HeldBytes => _engine.HeldBytes;

    public override long HeldCost => _engine.HeldBytes + ((long)_engine.HeldPieces * WriteQueue.PieceCost);

    // What was written before the socket came waits in the queue, where only ciphertext may be from now on.
    public override void Begin(ConnectionActor connection)
    {
        if (!connection.Outbound.IsEmpty)
        {
            connection.Outbound.Queue.CopyTo(_engine);
            connection.Outbound.Drop();
        }

        _engine.Begin();
        Advance(connection);
    }

    // Also when no data is wanted, for without them nothing can be written.
    public override bool WantsInput(ConnectionActor connection) =>
        (!_engine.IsEstablished || _engine.AwaitsRecords) && !connection.HasEnded && !_engine.Pipe.IsFull;

    public override bool Read(ConnectionActor connection)
    {
        if ((connection.Inbound.WantsData && ReadPlaintext(connection)) || !connection.Inbound.Wants) return true;

        IoResult result = _engine.Pipe.Receive(connection.Fd.Socket, connection.Settings.ReadBuffer);
        bool isEnd = result is { IsSuccess: true, Count: 0 };
        _engine.Pipe.Put(isEnd: isEnd);
        if (!result.IsSuccess) return OnNothingReceived(connection, result);

        ConnectionMetrics.Received(result.Count);
        connection.NoteTraffic();
        Advance(connection);
        // After the end there is nothing to wait for but a handshake that goes on elsewhere, which will tell.
        return !(isEnd && !_engine.IsEstablished);
    }

    public override void OnProgress(ConnectionActor connection)
    {
        if (connection.HasEnded) return;
        Advance(connection);
        while (connection.Inbound.WantsData && ReadPlaintext(connection))
        {
        }

        connection.Inbound.ReadLater();
    }

    public override void Send(ConnectionActor connection, ReadOnlySpan<byte> data)
    {
        _engine.Write(data);
        OnWritten(connection);
    }

    public override void Send(ConnectionActor connection, Tcp.Write write, IActorRef sender)
    {
        foreach (ReadOnlyMemory<byte> memory in write.Data) _engine.Write(memory);
        TakeCiphertext(connection);
        if (write.Ack is not null && !_engine.CanWrite) _engine.Mark((write, sender));
        else if (write.Ack is not null) connection.Outbound.Queue.AddAcknowledgement(write, sender);
        OnWritten(connection);
    }

    public override void BeginClosing(ConnectionActor connection) => Advance(connection);

    // Without keys nothing could be sent; then the peer is to read the alert.
    public override bool DropsBytes => _engine.IsEstablished && _engine.HeldBytes > 0;

    public override void End(ConnectionActor connection)
    {
        foreach ((Tcp.Write write, IActorRef sender) in _engine.HeldMarks.Cast<(Tcp.Write, IActorRef)>())
            sender.Tell(new Tcp.CommandFailed(write, connection.Ending.WhyUnsent), connection.Reference);
        _engine.Dispose();
    }

    // To be called after whatever may have moved the session on.
    private void Advance(ConnectionActor connection)
    {
        bool established = _engine.Advance();
        while (_engine.Release() is (Tcp.Write write, IActorRef sender))
        {
            TakeCiphertext(connection);
            connection.Outbound.Queue.AddAcknowledgement(write, sender);
        }

        TakeCiphertext(connection);
        if (_engine.Failure is { } cause) Fail(connection, cause);
        else if (connection.IsClosing) SayCloseNotify(connection);
        else if (established)
        {
            connection.Establish();
            connection.Inbound.ReadLater();
        }
    }

    private void OnWritten(ConnectionActor connection)
    {
        Advance(connection);
        if (_engine.AwaitsRecords) connection.Inbound.ReadLater();
    }

    private void TakeCiphertext(ConnectionActor connection)
    {
        if (_engine.Pipe.TakeOutput(out int length) is { } block) connection.Outbound.Queue.Add(block, length);
    }

    // Once, when nothing is held any more.
    private void SayCloseNotify(ConnectionActor connection)
    {
        if (!_engine.IsEstablished || _engine.IsHolding || _saidCloseNotify) return;
        if (!_engine.Shutdown())
        {
            connection.Inbound.ReadLater();
            return;
        }

        _saidCloseNotify = true;
        TakeCiphertext(connection);
        if (_engine.Failure is { } cause) Fail(connection, cause);
        else if (connection.Outbound.IsEmpty) connection.Ending.Finish();
    }

    // The peer is told why (an alert), if it listens.
    private static void Fail(ConnectionActor connection, Exception cause)
    {
        if (connection.HasEnded) return;
        if (!connection.Outbound.IsEmpty && !connection.Outbound.IsWaiting) connection.Outbound.Queue.Flush(connection.Fd, connection.Reference);
        connection.Inbound.Discard();
        connection.End(CloseReason.Error, cause);
    }

    // False when there is none.
    private bool ReadPlaintext(ConnectionActor connection)
    {
        if (!_engine.CanRead()) return false;
        byte[] buffer = connection.Inbound.Take(out int used);
        int count = _engine.Read(buffer.AsMemory(used));
        if (count == 0)
        {
            connection.Inbound.Keep(buffer, used);
            Advance(connection);
            if (!connection.HasEnded) connection.OnEndOfStream(_engine.UnexpectedEnd);
            return true;
        }

        connection.Inbound.HandOn(buffer, used + count);
        if (!connection.HasEnded) Advance(connection);
        connection.Outbound.FlushIfAny();
        return true;
    }

    /// <summary>TLS may have come further, or the time for the handshake may be up: look.</summary>
    internal sealed record Progress : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Progress Instance = new();
    }
}

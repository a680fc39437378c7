using Akka.Actor;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>Bytes pass through a TLS session.</summary>
/// <remarks>
/// The peer's close_notify is the end of its stream, and ours is sent after everything else. A peer that ends its stream without
/// one has not said that this was all, so it is a failure, unless it is allowed to or only answers our own.
/// </remarks>
internal sealed class TlsChannel(TlsSession session) : Channel
{
    private bool _saidCloseNotify; // Or it waits to be sent as the last thing.

    public override TlsParameters? Tls => session.Parameters;

    public override bool HasEndedOutput => _saidCloseNotify;

    public override bool MayCloseAtOnce => !session.IsEstablished && !session.IsHolding;

    public override long HeldBytes => session.HeldBytes;

    public override long HeldCost => session.HeldCost;

    // What was written before the socket came waits in the queue, where only ciphertext may be from now on.
    public override void Begin(ConnectionActor connection)
    {
        if (!connection.Outbound.IsEmpty)
        {
            connection.Outbound.Queue.CopyTo(session);
            connection.Outbound.Drop();
        }

        session.Begin();
        Advance(connection);
    }

    // Also when no data is wanted, for without them nothing can be written.
    public override bool WantsInput(ConnectionActor connection) =>
        (!session.IsEstablished || session.AwaitsRecords) && !connection.HasEnded && !session.Pipe.IsFull;

    public override bool Read(ConnectionActor connection)
    {
        if ((connection.Inbound.WantsData && ReadPlaintext(connection)) || !connection.Inbound.Wants) return true;

        IoResult result = connection.Fd.Receive(session.Pipe.Reserve(connection.Settings.ReadBuffer));
        bool isEnd = result is { IsSuccess: true, Count: 0 };
        session.Pipe.Put(result.Count, isEnd);
        if (!result.IsSuccess) return OnNothingReceived(connection, result);

        connection.NoteReceived(result.Count);
        Advance(connection);
        // After the end there is nothing to wait for but a handshake that goes on elsewhere, which will tell.
        return !(isEnd && !session.IsEstablished);
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
        session.Write(data);
        OnWritten(connection);
    }

    public override void Send(ConnectionActor connection, Tcp.Write write, IActorRef sender)
    {
        bool acknowledge = session.Write(write, sender);
        TakeCiphertext(connection);
        if (acknowledge && write.Ack is not null) connection.Outbound.Queue.AddAcknowledgement(write, sender);
        OnWritten(connection);
    }

    public override void BeginClosing(ConnectionActor connection) => Advance(connection);

    // Without keys nothing could be sent; then the peer is to read the alert.
    public override bool DropsBytes => session.IsEstablished && session.HeldBytes > 0;

    public override void End(ConnectionActor connection)
    {
        if (session.IsHolding) session.FailAcknowledged(connection.Ending.WhyUnsent);
        session.Dispose();
    }

    // To be called after whatever may have moved the session on.
    private void Advance(ConnectionActor connection)
    {
        bool established = session.Advance();
        while (session.Release() is { } next)
        {
            TakeCiphertext(connection);
            connection.Outbound.Queue.AddAcknowledgement(next.Write, next.Sender);
        }

        TakeCiphertext(connection);
        if (session.Failure is { } cause) Fail(connection, cause);
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
        if (session.AwaitsRecords) connection.Inbound.ReadLater();
    }

    private void TakeCiphertext(ConnectionActor connection)
    {
        if (session.Pipe.TakeOutput(out int length) is { } block) connection.Outbound.Queue.Add(block, length);
    }

    // Once, when nothing is held any more.
    private void SayCloseNotify(ConnectionActor connection)
    {
        if (!session.IsEstablished || session.IsHolding || _saidCloseNotify) return;
        if (!session.Shutdown())
        {
            connection.Inbound.ReadLater();
            return;
        }

        _saidCloseNotify = true;
        TakeCiphertext(connection);
        if (session.Failure is { } cause) Fail(connection, cause);
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
        if (!session.CanRead()) return false;
        byte[] buffer = connection.Inbound.Take(out int used);
        int count = session.Read(buffer.AsMemory(used));
        if (count == 0)
        {
            connection.Inbound.Keep(buffer, used);
            Advance(connection);
            if (!connection.HasEnded) connection.OnEndOfStream(session.UnexpectedEnd);
            return true;
        }

        connection.Inbound.HandOn(buffer, used + count);
        if (!connection.HasEnded) Advance(connection);
        connection.Outbound.FlushIfAny();
        return true;
    }
}

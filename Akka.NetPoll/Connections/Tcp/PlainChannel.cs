using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>Bytes pass as they are.</summary>
/// <remarks>
/// Everything goes through the queue, which is flushed when the message that caused it has been handled. Large spans go to the
/// socket at once, behind what waits before them, and only what it does not take is copied.
/// </remarks>
internal sealed class PlainChannel : Channel
{
    private const int LargeEnoughToSendAtOnce = 4096;

    public override bool HasEndedOutput => true;

    public override bool MayCloseAtOnce => false;

    public override long HeldBytes => 0;

    public override long HeldCost => 0;

    public override void Begin(ConnectionActor connection) => connection.Establish();

    public override bool WantsInput(ConnectionActor connection) => false;

    public override bool Read(ConnectionActor connection)
    {
        byte[] buffer = connection.Inbound.Take(out int used);
        IoResult result = connection.Fd.Receive(buffer.AsSpan(used));
        if (result is not { IsSuccess: true, Count: > 0 })
        {
            connection.Inbound.Keep(buffer, used);
            return OnNothingReceived(connection, result);
        }

        ConnectionMetrics.Received(result.Count);
        connection.NoteTraffic();
        // Less than there was room for is all there is: the system call that would say so is saved.
        bool drained = result.Count < buffer.Length - used && !connection.Fd.MustDrain;
        connection.Inbound.HandOn(buffer, used + result.Count);
        return !drained || !connection.Inbound.Wants;
    }

    public override void Send(ConnectionActor connection, ReadOnlySpan<byte> data)
    {
        if (data.Length >= LargeEnoughToSendAtOnce) data = SendAtOnce(connection, data);
        if (!data.IsEmpty && connection.IsOpen) connection.Outbound.Queue.Add(data);
    }

    public override void Send(ConnectionActor connection, Tcp.Write write, IActorRef sender) => connection.Outbound.Queue.Add(write, sender);

    public override void BeginClosing(ConnectionActor connection)
    {
        if (connection.Outbound.IsEmpty) connection.Ending.Finish();
    }

    public override bool DropsBytes => false;

    public override void End(ConnectionActor connection)
    {
    }

    // Returns what the socket did not take.
    private static ReadOnlySpan<byte> SendAtOnce(ConnectionActor connection, ReadOnlySpan<byte> data)
    {
        if (!connection.HasSocket || connection.Outbound.IsWaiting) return data;
        if (!connection.Outbound.IsEmpty && !connection.Outbound.Flush()) return data;
        IoResult result = connection.Fd.Send(data);
        if (result.IsSuccess) connection.Outbound.NoteSent(result.Count);
        else if (!result.WouldBlock) connection.End(CloseReason.Error, new SocketException((int)result.Error));
        return data[result.Count..];
    }
}

using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

// Receiving, as in ConnectionActor: until WouldBlock, and only then wait; an edge that comes while suspended is made up
// for by the system call that resuming begins with.
public sealed partial class DatagramActor
{
    private bool _suspended;
    private bool _waitingToRead; // A ReadReady or WaitFailed is on its way to us.

    private void OnReadReady()
    {
        _waitingToRead = false;
        ReceiveAll();
    }

    private void ReceiveAll()
    {
        for (int batches = 0; !_suspended && !_waitingToRead && _fd is not null; batches++)
        {
            if (batches == _settings.BatchesPerTurn) ReceiveLater();
            else if (!ReceiveBatch()) WaitToRead();
        }
    }

    private void ReceiveLater()
    {
        _waitingToRead = true;
        Self.Tell(Poller.ReadReady.Instance, Self);
    }

    private void WaitToRead()
    {
        WaitOutcome outcome = _fd!.Wait(PollDirection.Read, Self);
        if (outcome == WaitOutcome.Parked) _waitingToRead = true;
        else if (outcome != WaitOutcome.Ready) End(outcome.Cause());
    }

    // False when there was nothing (WouldBlock), or fewer than there was room for, which are all: the call that would say so is saved.
    private bool ReceiveBatch()
    {
        ReadOnlySpan<Datagram> batch = DatagramBatch.ToReceive(_settings.Batch, _settings.ReceiveSize);
        IoResult result = _fd!.Receive(batch);
        foreach (Datagram datagram in batch[..result.Count])
        {
            ConnectionMetrics.Received(datagram.Length);
            IPEndPoint from = datagram.EndPoint ?? _remote!;
            _handler.Tell(new Udp.Received(datagram.Data.ToArray(), from, datagram.IsTruncated), Self);
        }

        if (result.WouldBlock) return false;
        if (result.IsSuccess) return result.Count == batch.Length || _fd.MustDrain;
        var cause = new SocketException((int)result.Error);
        // Whatever the network says of an earlier datagram, the kernel says it once, and what has been received waits behind it.
        if (result.Error.IsOurs()) End(cause);
        else _handler.Tell(new Udp.ErrorReported(cause), Self);
        return true;
    }
}

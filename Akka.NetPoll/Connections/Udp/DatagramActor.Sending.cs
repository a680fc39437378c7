using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

// Sending: a datagram is queued, and the queue flushed after what has come with it, so that many go with one system call.
public sealed partial class DatagramActor
{
    // What a waiting datagram costs besides its bytes: the command (48), its place in the queue, which doubles when it grows
    // (2 x 24), and the array's header (24).
    private const int WaitingCost = 120;

    private readonly Queue<Waiting> _waiting = [];
    private long _waitingCost; // The memory that is held, in bytes, also by datagrams that wait for the look-up of a name.
    private bool _flushComes; // A FlushNow is on its way to us.
    private bool _waitingToWrite; // A WriteReady or WaitFailed is.

    private void OnSend(Udp.Send send)
    {
        if (_waitingCost + send.Data.Length > _settings.SendLimit)
        {
            Fail(send, Sender, new IOException($"with {send.Data.Length} bytes more than the {_waitingCost} that what waits holds, send-limit would be exceeded, which is {_settings.SendLimit}"));
        }
        else if (send.EndPoint is DnsEndPoint name && _remote is null)
        {
            _waitingCost += CostOf(send);
            Find(name, send, Sender);
        }
        else if (WhyNot(send) is { } cause) Fail(send, Sender, cause);
        else Enqueue(send, send.EndPoint as IPEndPoint);
    }

    private Exception? WhyNot(Udp.Send send) => send.EndPoint switch
    {
        null => _remote is null ? new InvalidOperationException("the datagram has no address, and the socket is not connected") : null,
        _ when _remote is not null => new InvalidOperationException("the datagram has an address, but the socket is connected"),
        IPEndPoint ip => _fd!.Socket.Reaches(ip.Address) ? null : new SocketException((int)SocketError.AddressFamilyNotSupported),
        _ => new ArgumentException($"{send.EndPoint} is no address of UDP", nameof(send)),
    };

    private void OnTargetFound(Udp.Send send, Found found)
    {
        _waitingCost -= CostOf(send);
        if (found.First(_fd!.Socket.Reaches) is { } target) Enqueue(send, target);
        else Fail(send, Sender, found.Cause);
    }

    private void Enqueue(Udp.Send send, IPEndPoint? target)
    {
        _waitingCost += CostOf(send);
        _waiting.Enqueue(new Waiting(send, target, Sender));
        if (_waitingToWrite) return;
        // A full batch goes at once: otherwise a burst that is in the mailbox already could not be taken whole.
        if (_waiting.Count >= DatagramSocket.MostPerCall) Flush();
        else if (!_flushComes)
        {
            _flushComes = true;
            Self.Tell(FlushNow.Instance, Self);
        }
    }

    private void OnFlushNow()
    {
        _flushComes = false;
        Flush();
    }

    private void OnWriteReady()
    {
        _waitingToWrite = false;
        Flush();
    }

    private void Flush()
    {
        while (_waiting.Count > 0 && !_waitingToWrite)
        {
            IoResult result = SendBatch();
            if (result.WouldBlock) WaitToWrite();
            else if (!result.IsSuccess) OnSendFailed(result.Error);
        }
    }

    // The error is the first datagram's, and the next one is another matter; or it is what the network has reported about an
    // earlier one, which the kernel tells a connected socket's next call (ip(7)), once: then the first one was not tried yet.
    private void OnSendFailed(SocketError error)
    {
        IoResult again = _remote is null ? new IoResult(0, error) : SendBatch();
        if (again.Error != error) _handler.Tell(new Udp.ErrorReported(new SocketException((int)error)), Self);
        if (again.WouldBlock) WaitToWrite();
        else if (!again.IsSuccess) FailFirst(new SocketException((int)again.Error));
    }

    private IoResult SendBatch()
    {
        Span<Datagram> batch = DatagramBatch.ToSend();
        int count = 0;
        foreach (Waiting waiting in _waiting)
        {
            if (count == batch.Length) break;
            Datagram datagram = batch[count++];
            datagram.Buffer = MemoryMarshal.AsMemory(waiting.Send.Data); // Only read from.
            (datagram.Length, datagram.EndPoint) = (waiting.Send.Data.Length, waiting.Target);
        }

        IoResult result = _fd!.Send(batch[..count]);
        foreach (Datagram datagram in batch[..count]) (datagram.Buffer, datagram.EndPoint) = (default, null);
        for (int i = 0; i < result.Count; i++) OnSent(Take());
        return result;
    }

    private void OnSent(Waiting sent)
    {
        ConnectionMetrics.Sent(sent.Send.Data.Length);
        if (sent.Send.Ack is { } ack) sent.Sender.Tell(ack, Self);
    }

    private void WaitToWrite()
    {
        WaitOutcome outcome = _fd!.Wait(PollDirection.Write, Self);
        if (outcome == WaitOutcome.Parked) _waitingToWrite = true;
        else if (outcome != WaitOutcome.Ready) FailAll(outcome.Cause());
    }

    private void FailFirst(Exception cause)
    {
        Waiting first = Take();
        Fail(first.Send, first.Sender, cause);
    }

    private void FailAll(Exception cause)
    {
        while (_waiting.Count > 0) FailFirst(cause);
    }

    private Waiting Take()
    {
        Waiting first = _waiting.Dequeue();
        _waitingCost -= CostOf(first.Send);
        return first;
    }

    private static int CostOf(Udp.Send send) => send.Data.Length + WaitingCost;

    private readonly record struct Waiting(Udp.Send Send, IPEndPoint? Target, IActorRef Sender);

    private sealed record FlushNow : INoSerializationVerificationNeeded
    {
        public static readonly FlushNow Instance = new();
    }
}

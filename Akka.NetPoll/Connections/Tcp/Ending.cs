using System.Net.Sockets;
using Akka.Actor;

namespace Akka.NetPoll.Connections;

/// <summary>How a connection ends: what was asked for, what it came to, and which actors are told.</summary>
/// <remarks>
/// A request (Close, ConfirmedClose, the peer's end of stream) becomes the reason only when it is carried out, behind everything
/// that was sent: a Close that fails to flush ends with the failure. The first outcome wins, and is told once. Used by the
/// connection's thread.
/// </remarks>
internal sealed class Ending(ConnectionActor connection)
{
    private CloseReason _request;
    private Exception? _requestCause;
    private HashSet<IActorRef>? _closers;

    /// <summary>Our direction is to be closed, or is, and the peer's is awaited.</summary>
    public bool IsConfirming { get; private set; }

    /// <summary>A close was asked for before there was a socket to flush to.</summary>
    public bool IsEarly { get; private set; }

    /// <summary>Null until the connection has ended.</summary>
    public Tcp.Closed? Outcome { get; private set; }

    public bool IsTold { get; set; }

    /// <summary>An actor that asks for the close is told of it too, like the handler.</summary>
    public void AddCloser(IActorRef closer) => (_closers ??= []).Add(closer);

    /// <summary>It has asked when the connection had ended already: it is told how, once, as those before.</summary>
    public void AddLateCloser(IActorRef closer, IActorRef owner)
    {
        if ((_closers ??= []).Add(closer) && IsTold && !closer.Equals(owner)) closer.Tell(Outcome!, connection.Reference);
    }

    /// <summary>Closes once everything is flushed.</summary>
    public void Begin(CloseReason request, Exception? cause = null)
    {
        if (!connection.IsOpen) return;
        (_request, _requestCause) = (request, cause);
        if (!connection.HasSocket && !connection.Outbound.IsEmpty) IsEarly = true;
        else if (!connection.HasSocket || connection.Channel.MayCloseAtOnce) connection.End(request, cause);
        else connection.BeginClosing();
    }

    /// <summary>The same, and then waits for the peer to close its direction.</summary>
    public void BeginConfirmed()
    {
        if (connection.IsOpen)
        {
            IsConfirming = true;
            // Also before Register: what still comes is told to the actor that was told Connected.
            connection.Inbound.Release();
            connection.Inbound.Resume();
        }

        Begin(CloseReason.ConfirmedClosed);
    }

    /// <summary>There is a socket now.</summary>
    public void BeginAsAskedEarly()
    {
        if (!IsEarly) return;
        IsEarly = false;
        Begin(_request, _requestCause);
    }

    /// <summary>The peer's stream has ended where it must not. What was written before is still flushed.</summary>
    public void OnUnexpectedEnd(Exception cause)
    {
        IsConfirming = false;
        if (connection.IsOpen)
        {
            Begin(CloseReason.Error, cause);
            return;
        }

        (_request, _requestCause) = (CloseReason.Error, cause);
        Finish();
    }

    /// <summary>Everything is flushed, or the peer has closed: perhaps both.</summary>
    public void Finish()
    {
        if (!connection.Outbound.IsEmpty || !connection.Channel.HasEndedOutput) return;
        if (IsConfirming && !connection.Inbound.HasEnded)
        {
            SocketError error = connection.Fd.ShutdownSend();
            if (error == SocketError.Success) connection.AwaitPeersEnd();
            else connection.End(CloseReason.Error, new SocketException((int)error));
            return;
        }

        connection.Inbound.Discard();
        connection.End(_request, _requestCause);
    }

    public void Decide(CloseReason reason, Exception? cause) => Outcome ??= new Tcp.Closed(reason, cause);

    /// <summary>Why a write that has not been sent will not be.</summary>
    public Exception WhyUnsent => Outcome!.Cause ?? new IOException($"the connection ended before this was sent: {Outcome.Reason}");

    /// <param name="owner">Is told by OnClosed, and not twice.</param>
    public void TellClosers(IActorRef owner)
    {
        foreach (IActorRef closer in _closers ?? [])
        {
            if (!closer.Equals(owner)) closer.Tell(Outcome!, connection.Reference);
        }
    }
}

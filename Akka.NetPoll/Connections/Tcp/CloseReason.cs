namespace Akka.NetPoll.Connections;

/// <summary>Why a connection came to its end: the first reason there was.</summary>
public enum CloseReason
{
    /// <summary>We closed it (<see cref="Tcp.Close"/>).</summary>
    Closed,

    /// <summary>We closed our direction, then the peer its own (<see cref="Tcp.ConfirmedClose"/>).</summary>
    ConfirmedClosed,

    /// <summary>The peer closed its direction, and ours was not to be kept open.</summary>
    PeerClosed,

    /// <summary>We reset it (<see cref="Tcp.Abort"/>), or the connection's actor was stopped.</summary>
    Aborted,

    /// <summary>A system call failed, such as on the peer's reset; or TLS did, or the peer ended it without close_notify.</summary>
    Error,

    /// <summary>Nothing was read or written for the idle timeout.</summary>
    IdleTimeout,

    /// <summary>No handler was registered in time.</summary>
    RegisterTimeout,

    /// <summary>The handler stopped before the connection did.</summary>
    HandlerStopped,

    /// <summary>The peer did not take all that was to be flushed before closing within the close timeout, or did not end its stream after that.</summary>
    CloseTimeout,
}

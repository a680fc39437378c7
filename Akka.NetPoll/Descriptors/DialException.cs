using System.Net;

namespace Akka.NetPoll.Descriptors;

/// <summary>At which step a dial failed; each style tells it in its own words.</summary>
internal enum DialStep
{
    /// <summary>The name has no address, the resolver refuses it, or is out of reach.</summary>
    LookUp,

    /// <summary>None of its addresses is of the family that is asked for.</summary>
    NoSuitableAddress,

    /// <summary>socket(2).</summary>
    Socket,

    /// <summary>The Control hook, and bind(2).</summary>
    Bind,

    /// <summary>The poller cannot watch it.</summary>
    Watch,

    /// <summary>connect(2), or the address's share of the time has passed.</summary>
    Connect,

    /// <summary>The time for the whole dial has passed.</summary>
    WholeDial,
}

/// <summary>A dial has failed; the inner exception is the cause.</summary>
internal sealed class DialException(EndPoint address, DialStep step, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The address that was tried, or what was dialed where it was none in particular.</summary>
    public EndPoint Address => address;

    public DialStep Step => step;

    public Exception Cause => InnerException!;
}

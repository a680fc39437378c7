using System.Net;

namespace Akka.NetPoll.Descriptors;

/// <summary>At which step opening a socket failed; each style tells it in its own words.</summary>
internal enum OpenStep
{
    /// <summary>The name has no address, the resolver refuses it, or is out of reach.</summary>
    LookUp,

    /// <summary>None of its addresses is of the family that is asked for.</summary>
    NoSuitableAddress,

    /// <summary>socket(2).</summary>
    Socket,

    /// <summary>The Control hook, and bind(2).</summary>
    Bind,

    /// <summary>listen(2).</summary>
    Listen,

    /// <summary>The poller cannot watch it.</summary>
    Watch,

    /// <summary>connect(2), or the address's share of the time has passed.</summary>
    Connect,

    /// <summary>The time for the whole dial has passed.</summary>
    WholeDial,
}

/// <summary>A dial or a listen has failed; the inner exception is the cause.</summary>
internal sealed class OpenException(EndPoint address, OpenStep step, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The address that was tried, or what was dialed where it was none in particular.</summary>
    public EndPoint Address => address;

    public OpenStep Step => step;

    public Exception Cause => InnerException!;
}

internal static class OpenSteps
{
    /// <summary>The system call that the step makes.</summary>
    public static string SystemCall(this OpenStep step) => step switch
    {
        OpenStep.Socket => "socket",
        OpenStep.Bind => "bind",
        OpenStep.Listen => "listen",
        _ => "connect",
    };
}

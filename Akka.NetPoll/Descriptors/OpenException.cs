using System.Net;

namespace Akka.NetPoll.Descriptors;

/// <summary>A dial or a listen has failed; the inner exception is the cause.</summary>
internal sealed class OpenException(EndPoint address, OpenStep step, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The address that was tried, or what was dialed where it was none in particular.</summary>
    public EndPoint Address => address;

    public OpenStep Step => step;

    public Exception Cause => InnerException!;

    /// <summary>The system call that the step makes.</summary>
    public string SystemCall => step switch
    {
        OpenStep.Socket => "socket",
        OpenStep.Bind => "bind",
        OpenStep.Listen => "listen",
        _ => "connect",
    };
}

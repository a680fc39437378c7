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

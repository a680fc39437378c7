namespace Akka.NetPoll.Dispatch;

/// <summary>Whether a worker has its role, or why not.</summary>
internal enum Absence
{
    /// <summary>It has its role, or is parked.</summary>
    None,

    /// <summary>The monitor has taken the role: it is stuck in what it runs.</summary>
    Retaken,

    /// <summary>It has handed the role on itself, before a synchronous wait of this library.</summary>
    HandedOn,
}

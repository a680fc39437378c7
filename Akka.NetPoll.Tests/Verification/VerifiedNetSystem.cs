using Akka.NetPoll.Tests.Net;

namespace Akka.NetPoll.Tests.Verification;

/// <summary>A system of the blocking style that verifies what it creates and what it is told.</summary>
public sealed class VerifiedNetSystem() : NetSystem(Verified.Hocon);

namespace Akka.NetPoll.Tests.EndToEnd;

public sealed class PollerRestartsPolledByWorkersSpec() : PollerRestartsSpec("workers");

public sealed class PollerRestartsPolledByThreadSpec() : PollerRestartsSpec("thread");

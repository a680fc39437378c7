namespace Akka.NetPoll.Tests.Connections;

public sealed class ShortReadOnEpollSpec() : ShortReadSpec("epoll");

public sealed class ShortReadOnPollSpec() : ShortReadSpec("poll");

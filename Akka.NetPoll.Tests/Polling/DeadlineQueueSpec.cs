using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

public sealed class DeadlineQueueSpec : IDisposable
{
    private readonly SocketPair _pair = new();
    private readonly DeadlineQueue _queue = new();

    [Theory]
    [InlineData(17)] // One more than there was room for.
    [InlineData(1000)]
    public void It_holds_as_many_as_there_are_and_hands_them_out_in_order(int count)
    {
        var desc = new PollDesc(_pair.Ours, new PollLoop("fake", _ => new FakeMultiplexer()));
        Deadline[] deadlines = [.. Enumerable.Range(1, count).Select(i => Deadline.After(TimeSpan.FromMinutes(i)))];
        lock (_queue.Gate)
        {
            foreach (Deadline deadline in deadlines.Reverse()) _queue.Set(new PollTimer(desc, PollDirection.Read), deadline);
        }

        _queue.Count.Should().Be(count);
        foreach (Deadline deadline in deadlines)
        {
            _queue.Earliest.Should().Be(deadline);
            _queue.Expire(Deadline.None, out _, out _).Should().BeTrue();
        }

        _queue.Count.Should().Be(0);
    }

    public void Dispose() => _pair.Dispose();
}

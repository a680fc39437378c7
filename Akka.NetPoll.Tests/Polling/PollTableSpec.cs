using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

public sealed class PollTableSpec : IDisposable
{
    private readonly SocketPair _pair = new();
    private readonly PollTable _table = new();

    [Fact]
    public void A_desc_is_found_under_its_key_until_it_is_removed()
    {
        PollDesc desc = Add();

        _table.Find(desc.Key).Should().BeSameAs(desc);
        _table.Remove(desc).Should().BeTrue();

        _table.Find(desc.Key).Should().BeNull();
        _table.Count.Should().Be(0);
    }

    [Fact]
    public void A_late_key_does_not_find_the_slots_next_owner()
    {
        PollDesc old = Add();
        _table.Remove(old);
        PollDesc next = Add();

        (next.Key & uint.MaxValue).Should().Be(old.Key & uint.MaxValue, "the slot is used again");
        _table.Find(old.Key).Should().BeNull();
        _table.Find(next.Key).Should().BeSameAs(next);
    }

    [Fact]
    public void Removing_twice_is_refused_and_leaves_the_next_owner_alone()
    {
        PollDesc old = Add();
        _table.Remove(old);
        PollDesc next = Add();

        _table.Remove(old).Should().BeFalse();

        _table.Find(next.Key).Should().BeSameAs(next);
    }

    [Fact]
    public void The_table_grows_and_keeps_every_key()
    {
        PollDesc[] all = Enumerable.Range(0, 1000).Select(_ => Add()).ToArray();

        all.Should().OnlyContain(desc => _table.Find(desc.Key) == desc && desc.Key != 0);
        all.Select(desc => desc.Key).Should().OnlyHaveUniqueItems();
        _table.Count.Should().Be(1000);
    }

    [Fact]
    public void It_is_looked_up_while_it_grows()
    {
        const int count = 20_000;
        var all = new PollDesc[count];
        var loop = new PollLoop("fake", _ => new FakeMultiplexer());
        int added = 0, missed = 0, looked = 0;
        Thread[] readers = [.. Enumerable.Range(0, 2).Select(_ => new Thread(LookUp))];
        foreach (Thread reader in readers) reader.Start();
        Eventually.True(() => Volatile.Read(ref looked) == readers.Length, "both look it up from the first on");

        while (added < count)
        {
            PollDesc desc = all[added] = new PollDesc(_pair.Ours, loop);
            _table.Add(desc);
            Volatile.Write(ref added, added + 1);
        }

        foreach (Thread reader in readers) reader.Join();
        missed.Should().Be(0);

        void LookUp()
        {
            Interlocked.Increment(ref looked);
            int known;
            do
            {
                known = Volatile.Read(ref added);
                // The newest, in the part that has just grown, and the oldest, which has been copied.
                if (known > 0 && (_table.Find(all[known - 1].Key) != all[known - 1] || _table.Find(all[0].Key) != all[0])) Interlocked.Increment(ref missed);
            }
            while (known < count);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData((1L << 32) | 64)] // The first slot that there is none of.
    public void A_key_that_never_was_finds_no_desc(long key)
    {
        Add();

        _table.Find(key).Should().BeNull();
    }

    public void Dispose() => _pair.Dispose();

    private PollDesc Add()
    {
        var desc = new PollDesc(_pair.Ours, new PollLoop("fake", _ => new FakeMultiplexer()));
        _table.Add(desc);
        return desc;
    }
}

using Akka.NetPoll.Polling;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>Deadlines compared with each other, and with now.</summary>
public sealed class DeadlineOrderSpec
{
    private static readonly Deadline Earlier = Deadline.After(TimeSpan.FromHours(1)), Later = Deadline.After(TimeSpan.FromHours(2));

    [Fact]
    public void They_are_ordered_by_their_time()
    {
        (Earlier < Later, Earlier <= Later, Earlier > Later, Earlier >= Later).Should().Be((true, true, false, false));
        (Later < Earlier, Later <= Earlier, Later > Earlier, Later >= Earlier).Should().Be((false, false, true, true));
        Earlier.CompareTo(Later).Should().BeNegative();
    }

    [Fact]
    public void One_is_neither_earlier_nor_later_than_itself()
    {
        Deadline same = Earlier;

        (Earlier < same, Earlier <= same, Earlier > same, Earlier >= same).Should().Be((false, true, false, true));
        Earlier.CompareTo(same).Should().Be(0);
    }

    [Fact]
    public void None_is_later_than_all_and_past_is_earlier_than_now()
    {
        (Deadline.None > Later, Deadline.Past < Deadline.Now).Should().Be((true, true));
        (Deadline.None.IsSet, Deadline.Past.IsSet, Later.IsSet).Should().Be((false, true, true));
    }

    [Fact]
    public void What_has_passed_is_no_time_away_and_never_less()
    {
        Earlier.From(Later).Should().Be(TimeSpan.Zero);
        Earlier.From(Earlier).Should().Be(TimeSpan.Zero);
        Later.From(Earlier).Should().BeCloseTo(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
    }
}

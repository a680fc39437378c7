using Akka.NetPoll.Tls;
using AwesomeAssertions;
using FsCheck.Xunit;
using Xunit;

namespace Akka.NetPoll.Tests.Tls;

public class TlsRecordsSpec
{
    [Fact]
    public void Bytes_pass_up_to_the_end_of_their_record()
    {
        byte[] stream = [.. Record(3), .. Record(0), .. Record(300)];
        var records = new TlsRecords();

        records.Pass(stream).Should().Be(8);
        records.Pass(stream.AsSpan(8)).Should().Be(5);
        records.Pass(stream.AsSpan(13, 100)).Should().Be(100);
        records.Pass(stream.AsSpan(113)).Should().Be(205);
        records.Pass([]).Should().Be(0);
    }

    // RFC 8446, 5.1: of the kinds of records only application data may be without content.
    [Theory]
    [InlineData(22, 0, true)]
    [InlineData(22, 1, false)]
    [InlineData(23, 0, false)]
    public void A_record_of_the_handshake_without_content_is_forbidden(byte type, byte length, bool isForbidden)
    {
        var records = new TlsRecords();

        records.Pass([type, 3, 3, 0]);
        records.Pass([length]);

        records.HasForbidden.Should().Be(isForbidden);
    }

    // However the network has cut the stream, and whatever the sizes.
    [Property]
    public void No_pass_goes_beyond_a_record_and_all_bytes_pass(byte[] lengths, byte[] cuts)
    {
        byte[] stream = [.. lengths.SelectMany(length => Record(length))];
        int[] ends = [.. lengths.Aggregate(new List<int> { 0 }, (sums, length) => [.. sums, sums[^1] + 5 + length])];
        var records = new TlsRecords();

        int at = 0;
        for (int turn = 0; at < stream.Length; turn++)
        {
            int size = cuts.Length == 0 ? stream.Length : 1 + cuts[turn % cuts.Length];
            int next = ends.First(end => end > at);
            int passed = records.Pass(stream.AsSpan(at, Math.Min(size, stream.Length - at)));
            passed.Should().Be(Math.Min(next - at, Math.Min(size, stream.Length - at)));
            at += passed;
        }

        at.Should().Be(stream.Length);
    }

    private static byte[] Record(int length) => [23, 3, 3, (byte)(length >> 8), (byte)length, .. new byte[length]];
}

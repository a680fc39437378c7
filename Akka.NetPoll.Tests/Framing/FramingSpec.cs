using System.Buffers;
using System.Text;
using Akka.NetPoll.Framing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Akka.NetPoll.Tests.Framing;

/// <summary>However the bytes are split, the same frames come out.</summary>
public sealed class FramingSpec
{
    private const int Cases = 1_000; // About a hundred for each framing.

    private static readonly string[] Names = ["lf", "crlf", "u8", "u16", "u16le", "u32", "u32le", "u64", "u64le"];

    public static TheoryData<string> Framings => new(Names);

    [Property(Arbitrary = [typeof(FramingSpec)], MaxTest = Cases)]
    public void Any_split_of_the_bytes_gives_the_frames_that_were_written(Kind kind, NonNull<byte[]>[] frames, NonNegativeInt[] cuts)
    {
        IFraming framing = Create(kind.Name, 255);
        byte[][] clean = [.. frames.Select(frame => Clean(kind.Name, frame.Get))];
        byte[] stream = [.. clean.SelectMany(frame => framing.Encode(frame).ToArray())];

        Decode(framing, Split(stream, cuts)).Should().BeEquivalentTo(clean, options => options.WithStrictOrdering());
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public void A_frame_of_the_limit_passes_and_one_more_byte_does_not(string name)
    {
        IFraming larger = Create(name, 11), framing = Create(name, 10);
        byte[] fits = new byte[10], tooLong = new byte[11];

        Decode(framing, [larger.Encode(fits).ToArray()]).Should().ContainSingle().Which.Should().Equal(fits);
        var data = new ReadOnlySequence<byte>(larger.Encode(tooLong));
        framing.Read(ref data, out _).Should().Be(FrameStatus.TooLong);
        FluentActions.Invoking(() => framing.TryRead(ref data, out _)).Should().Throw<InvalidDataException>().WithMessage("*10 bytes*");
        FluentActions.Invoking(() => framing.Encode(tooLong)).Should().Throw<ArgumentException>();
    }

    [Property(Arbitrary = [typeof(FramingSpec)], MaxTest = Cases)]
    public void Any_bytes_at_all_give_an_answer_and_never_a_frame_beyond_the_limit(Kind kind, Stray stray)
    {
        const int limit = 10;
        IFraming framing = Create(kind.Name, limit);

        var data = new ReadOnlySequence<byte>(stray.Bytes);
        while (framing.Read(ref data, out ReadOnlySequence<byte> frame) == FrameStatus.Complete) frame.Length.Should().BeLessThanOrEqualTo(limit);
    }

    [Theory]
    [InlineData("a line\r")]
    [InlineData("a line")]
    public void The_largest_limit_is_one_too(string begun)
    {
        var line = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(begun));

        new LineFraming(int.MaxValue).Read(ref line, out _).Should().Be(FrameStatus.Incomplete);
        foreach (int size in new[] { 4, 8 })
        {
            var framing = new LengthPrefixFraming(size, int.MaxValue);
            var whole = new ReadOnlySequence<byte>(framing.Encode(Encoding.ASCII.GetBytes(begun)));
            ReadOnlySequence<byte> half = whole.Slice(0, size + 1);

            framing.Read(ref half, out _).Should().Be(FrameStatus.Incomplete);
            framing.Read(ref whole, out var frame).Should().Be(FrameStatus.Complete);
            frame.Length.Should().Be(begun.Length);
            byte[] longest = new byte[size];
            longest.AsSpan(size - 4).Fill(0xFF);
            longest[size - 4] = 0x7F;
            var announced = new ReadOnlySequence<byte>(longest);
            framing.Read(ref announced, out _).Should().Be(FrameStatus.Incomplete);
            longest[size - 4] = 0x80;
            framing.Read(ref announced, out _).Should().Be(FrameStatus.TooLong);
        }
    }

    [Fact]
    public void A_length_that_cannot_be_is_seen_before_its_bytes_come()
    {
        var data = new ReadOnlySequence<byte>([255, 255, 255, 255, 255, 255, 255, 255]);

        new LengthPrefixFraming(8, int.MaxValue).Read(ref data, out _).Should().Be(FrameStatus.TooLong);
    }

    [Fact]
    public void A_line_without_end_is_too_long_as_soon_as_it_can_be_known()
    {
        var framing = new LineFraming(4);

        Status("1234").Should().Be(FrameStatus.Incomplete);
        Status("1234\r").Should().Be(FrameStatus.Incomplete);
        Status("12345").Should().Be(FrameStatus.TooLong);
        Status("1234\r5").Should().Be(FrameStatus.TooLong);
        Status("1234\r\n").Should().Be(FrameStatus.Complete);

        FrameStatus Status(string text)
        {
            var data = new ReadOnlySequence<byte>(System.Text.Encoding.ASCII.GetBytes(text));
            return framing.Read(ref data, out _);
        }
    }

    [Fact]
    public void After_a_line_that_is_too_long_the_next_one_can_be_found()
    {
        var framing = new LineFraming(3);
        var data = new ReadOnlySequence<byte>("too long\nok\n"u8.ToArray());
        framing.Read(ref data, out _).Should().Be(FrameStatus.TooLong);

        LineFraming.Skip(ref data).Should().BeTrue();

        framing.TryRead(ref data, out ReadOnlySequence<byte> line).Should().BeTrue();
        line.ToArray().Should().Equal("ok"u8.ToArray());
        LineFraming.Skip(ref data).Should().BeFalse();
    }

    [Fact]
    public void A_line_that_holds_an_end_of_line_is_not_written() =>
        FluentActions.Invoking(() => new LineFraming(10).Encode("a\nb"u8)).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData(3, 10)]
    [InlineData(1, 256)]
    [InlineData(2, 65536)]
    [InlineData(4, -1)]
    public void A_prefix_that_cannot_say_the_limit_is_refused(int size, int limit) =>
        FluentActions.Invoking(() => new LengthPrefixFraming(size, limit)).Should().Throw<ArgumentOutOfRangeException>();

    public static Arbitrary<Kind> Kinds() => Gen.Elements(Names).Select(name => new Kind(name)).ToArbitrary();

    // Mostly what makes short lengths, also of eight bytes, and ends of lines.
    public static Arbitrary<Stray> Strays() =>
        Gen.Frequency((4, Gen.Constant(0)), (4, Gen.Choose(0, 15)), (1, Gen.Choose(0, 255)))
            .ArrayOf().Select(bytes => new Stray([.. bytes.Select(b => (byte)b)])).ToArbitrary();

    /// <summary>Bytes from a peer that keeps no framing.</summary>
    public sealed record Stray(byte[] Bytes)
    {
        public override string ToString() => Convert.ToHexString(Bytes);
    }

    /// <summary>One of the framings, by its name here.</summary>
    public sealed record Kind(string Name);

    private static IFraming Create(string name, int limit) => name switch
    {
        "lf" => new LineFraming(limit),
        "crlf" => new LineFraming(limit) { WritesCrLf = true },
        "u8" => new LengthPrefixFraming(1, limit),
        _ => new LengthPrefixFraming(int.Parse(name[1..3]) / 8, limit, name.EndsWith("le")),
    };

    // What a line cannot hold is taken out.
    private static byte[] Clean(string name, byte[] frame) =>
        name.EndsWith("lf") ? [.. frame.Where(b => b is not ((byte)'\n' or (byte)'\r'))] : frame;

    private static byte[][] Split(byte[] stream, NonNegativeInt[] cuts)
    {
        int[] ends = [.. cuts.Select(cut => cut.Get % (stream.Length + 1)).Order(), stream.Length];
        int start = 0;
        return [.. ends.Select(end => stream[start..(start = end)])];
    }

    // As a connection does: what is not consumed comes again in front, here as a sequence of several pieces.
    private static List<byte[]> Decode(IFraming framing, byte[][] pieces)
    {
        List<byte[]> frames = [];
        byte[] rest = [];
        foreach (byte[] piece in pieces)
        {
            ReadOnlySequence<byte> data = Segments.Of(rest, piece);
            while (framing.TryRead(ref data, out ReadOnlySequence<byte> frame)) frames.Add(frame.ToArray());
            rest = data.ToArray();
        }

        rest.Should().BeEmpty();
        return frames;
    }
}

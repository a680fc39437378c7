using Akka.NetPoll.Connections;
using AwesomeAssertions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

public sealed class ReceiveBufferSpec
{
    private const int Size = 64;

    private ReceiveBuffer _buffer;

    [Fact]
    public void With_no_rest_all_connections_of_a_thread_share_one_buffer()
    {
        ReceiveBuffer other = default;

        byte[] first = _buffer.Take(Size, out int used);
        _buffer.Keep(first, 0, 0);
        byte[] second = other.Take(Size, out _);

        used.Should().Be(0);
        first.Length.Should().Be(Size);
        second.Should().BeSameAs(first);
    }

    [Fact]
    public void The_rest_stands_in_front_next_time_though_another_has_used_the_buffer_meanwhile()
    {
        ReceiveBuffer other = default;
        byte[] shared = _buffer.Take(Size, out _);
        Fill(shared, 1, 2, 3, 4, 5);
        _buffer.Keep(shared, 2, 3);
        byte[] others = other.Take(Size, out _);
        Array.Fill(others, (byte)9);
        other.Keep(others, 0, 0);

        byte[] next = _buffer.Take(Size, out int used);

        next[..used].Should().Equal(3, 4, 5);
        next.Should().BeSameAs(shared);
    }

    [Fact]
    public void A_connection_that_runs_while_another_handles_its_bytes_gets_a_buffer_of_its_own()
    {
        ReceiveBuffer other = default;

        byte[] outer = _buffer.Take(Size, out _);
        byte[] inner = other.Take(Size, out _);

        inner.Should().NotBeSameAs(outer);
    }

    [Fact]
    public void Another_size_is_another_buffer()
    {
        byte[] small = _buffer.Take(Size, out _);
        _buffer.Keep(small, 0, 0);

        _buffer.Take(Size * 2, out _).Length.Should().Be(Size * 2);
    }

    [Fact]
    public void Dropped_it_has_no_rest()
    {
        byte[] buffer = _buffer.Take(Size, out _);
        _buffer.Keep(buffer, 0, 5);

        _buffer.Drop();

        _buffer.Take(Size, out int used);
        used.Should().Be(0);
    }

    [Fact]
    public void There_is_room_to_read_however_long_the_rest_has_grown()
    {
        int used = 0;
        for (int read = 0; read < 100; read++)
        {
            byte[] buffer = _buffer.Take(Size, out used);
            (buffer.Length - used).Should().BeGreaterThanOrEqualTo(Size / 2);
            _buffer.Keep(buffer, 0, used + Size / 2);
        }

        used.Should().Be(99 * Size / 2);
    }

    [Property(Arbitrary = [typeof(ReceiveBufferSpec)])]
    public void Whatever_is_read_and_consumed_no_byte_is_lost_or_changed(Turn[] turns)
    {
        ReceiveBuffer buffer = default;
        byte next = 0, expected = 0;
        foreach (Turn turn in turns)
        {
            byte[] memory = buffer.Take(Size, out int used);
            int end = used + ((memory.Length - used) * turn.Read / 100);
            for (int i = used; i < end; i++) memory[i] = next++;
            int taken = end * turn.Consumed / 100;
            for (int i = 0; i < taken; i++) memory[i].Should().Be(expected++);

            buffer.Keep(memory, taken, end - taken);
        }

        buffer.Drop();
    }

    public static Arbitrary<Turn> Turns() =>
        Gen.Choose(0, 100).SelectMany(read => Gen.Choose(0, 100).Select(consumed => new Turn(read, consumed))).ToArbitrary();

    /// <summary>Reads that share, in percent, of the room there is, and consumes that share of what is there.</summary>
    public sealed record Turn(int Read, int Consumed);

    private static void Fill(byte[] buffer, params byte[] data) => data.CopyTo(buffer, 0);
}

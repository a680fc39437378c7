using System.Buffers;
using Akka.NetPoll.Connections;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Connections;

/// <summary>What it takes from the pool it gives back, once.</summary>
public sealed class ReceiveBufferPoolSpec
{
    private const int Size = 1 << 14;

    private ReceiveBuffer _buffer;

    [Theory]
    [InlineData(Size / 2, true)]
    [InlineData((Size / 2) + 1, false)]
    public void A_rest_beyond_half_of_the_buffer_stays_in_an_array_of_its_own(int rest, bool shared)
    {
        byte[] first = _buffer.Take(Size, out _);
        _buffer.Keep(first, 0, rest);

        byte[] next = _buffer.Take(Size, out int used);

        used.Should().Be(rest);
        ReferenceEquals(next, first).Should().Be(shared);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(Size / 2)]
    [InlineData(Size - 1)] // In an array of its own, which grows.
    public void Keeping_a_rest_and_consuming_it_allocates_nothing(int rest)
    {
        for (int i = 0; i < 3; i++) Round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Round();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(Size, "not so much as one array");

        void Round()
        {
            _buffer.Keep(_buffer.Take(Size, out _), 0, rest);
            _buffer.Keep(_buffer.Take(Size, out _), 0, 0);
            _buffer.Keep(_buffer.Take(Size, out _), 0, rest);
            _buffer.Drop();
        }
    }

    [Fact]
    public void An_array_of_its_own_is_given_back_once_only()
    {
        _buffer.Keep(_buffer.Take(Size, out _), 0, Size - 1);
        byte[] own = _buffer.Take(Size, out _);
        _buffer.Keep(own, 0, 0);
        _buffer.Drop();

        byte[] first = ArrayPool<byte>.Shared.Rent(own.Length), second = ArrayPool<byte>.Shared.Rent(own.Length);

        second.Should().NotBeSameAs(first);
    }
}

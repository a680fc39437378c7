using Akka.Util;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Util;

public class TypesAndTextSpec
{
    [Fact]
    public void A_types_name_has_its_assembly_but_no_version()
    {
        typeof(TypesAndTextSpec).TypeQualifiedName().Should().Be("Akka.Embedded.Specs.Util.TypesAndTextSpec, Akka.Embedded.Specs");
        typeof(List<TypesAndTextSpec>).TypeQualifiedName().Should().NotContain("Version=")
            .And.Contain("[[Akka.Embedded.Specs.Util.TypesAndTextSpec, Akka.Embedded.Specs]]");
        Type.GetType(typeof(List<TypesAndTextSpec>).TypeQualifiedName()).Should().Be<List<TypesAndTextSpec>>();
    }

    [Fact]
    public void A_hash_is_the_same_on_every_run()
    {
        MurmurHash.StringHash("hello").Should().Be(MurmurHash.StringHash("hel" + "lo"));
        MurmurHash.StringHash("akka").Should().Be(1923972124);
        MurmurHash.StringHash("netpoll").Should().Be(1161547409);
        MurmurHash.ByteHash([1, 2, 3]).Should().Be(-1418633357);
        MurmurHash.SymmetricHash([1, 2, 3], 7).Should().Be(-1581473149).And.Be(MurmurHash.SymmetricHash([3, 1, 2], 7));
    }

    [Fact]
    public void Null_is_joined_as_a_word()
    {
        StringFormat.SafeJoin(", ", 1, null!, "a").Should().Be("1, <null>, a");
    }

    [Fact]
    public void An_attempt_is_a_value_or_an_exception()
    {
        var failure = new InvalidOperationException();

        Try<int>.From(() => 1).Get().Should().Be(1);
        Try<int>.From(() => throw failure).Failure.Value.Should().BeSameAs(failure);
        new Try<int>(failure).Invoking(t => t.Get()).Should().Throw<InvalidOperationException>();
        new Try<int>(failure).OrElse(2).Get().Should().Be(2);
        new Try<int>(failure).RecoverWith(_ => 3).Get().Should().Be(3);
    }

    [Fact]
    public void An_either_folds_its_one_side()
    {
        Either<int, string> left = Either.Left(1);
        Either<int, string> right = Either.Right("a");

        left.Fold(number => number.ToString(), text => text).Should().Be("1");
        right.MapRight(text => text + "b").Value.Should().Be("ab");
        right.IsLeft.Should().BeFalse();
    }

    [Fact]
    public void A_lazy_value_is_made_once()
    {
        var made = 0;
        var lazy = new FastLazy<int>(() => Interlocked.Increment(ref made));

        lazy.IsValueCreated().Should().BeFalse();
        ParallelEnumerable.Range(0, 100).Sum(_ => lazy.Value).Should().Be(100);
        lazy.IsValueCreated().Should().BeTrue();
        made.Should().Be(1);
    }

    [Fact]
    public void An_unknown_type_cannot_be_made()
    {
        DynamicAccess.CreateInstanceFor<object>("No.Such.Type, Anywhere").IsSuccess.Should().BeFalse();
        DynamicAccess.CreateInstanceFor<object>(typeof(TypesAndTextSpec).TypeQualifiedName()).Get().Should().BeOfType<TypesAndTextSpec>();
    }
}

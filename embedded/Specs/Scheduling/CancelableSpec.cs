using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Scheduling;

public sealed class CancelableSpec : ActorSpec
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public void Cancelling_runs_what_is_registered_with_the_token()
    {
        using var cancelable = new Cancelable(Sys.Scheduler);
        var ran = false;
        cancelable.Token.Register(() => ran = true);

        cancelable.Cancel();

        ran.Should().BeTrue();
        cancelable.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void It_cancels_itself_after_a_time()
    {
        using var soon = new Cancelable(Sys.Scheduler, TimeSpan.FromMilliseconds(20));
        using var later = new Cancelable(Sys.Scheduler, Long);

        soon.Token.WaitHandle.WaitOne(Limit).Should().BeTrue();

        later.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public void A_linked_one_is_cancelled_with_any_of_the_others()
    {
        using var first = new Cancelable(Sys.Scheduler);
        using var second = new Cancelable(Sys.Scheduler);
        var linked = Cancelable.CreateLinkedCancelable(Sys.Scheduler, first, second);

        second.Cancel();

        linked.IsCancellationRequested.Should().BeTrue();
        first.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public void One_that_is_disposed_cannot_be_cancelled()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        cancelable.Dispose();
        var cancel = () => cancelable.Cancel();
        var later = () => cancelable.CancelAfter(Long);

        cancelable.IsDisposed.Should().BeTrue();
        cancel.Should().Throw<ObjectDisposedException>();
        later.Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Negative_delays_are_refused()
    {
        using var cancelable = new Cancelable(Sys.Scheduler);
        var negative = () => cancelable.CancelAfter(-1);

        negative.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void None_can_be_cancelled_too() => ((ICancelable?)null)!.CancelIfNotNull();
}

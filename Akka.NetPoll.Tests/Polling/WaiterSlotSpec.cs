using Akka.NetPoll.Polling;
using AwesomeAssertions;
using FsCheck.Xunit;
using Xunit;

namespace Akka.NetPoll.Tests.Polling;

/// <summary>Table A of the poller's contract, cell by cell.</summary>
public sealed class WaiterSlotSpec
{
    private readonly object _waiter = new();
    private WaiterSlot _direction;

    [Fact]
    public void Wait_when_idle_parks() => _direction.Wait(_waiter).Should().Be(WaitOutcome.Parked);

    [Fact]
    public void Wait_when_ready_takes_the_edge()
    {
        _direction.Ready();

        _direction.Wait(_waiter).Should().Be(WaitOutcome.Ready);

        _direction.IsReady.Should().BeFalse();
        _direction.IsParked.Should().BeFalse();
    }

    [Fact]
    public void Wait_when_waited_for_is_refused_and_the_first_waiter_stays()
    {
        _direction.Wait(_waiter);

        _direction.Wait(new object()).Should().Be(WaitOutcome.Taken);

        _direction.Ready().Should().BeSameAs(_waiter);
    }

    [Fact]
    public void Ready_when_idle_is_remembered()
    {
        _direction.Ready().Should().BeNull();

        _direction.IsReady.Should().BeTrue();
    }

    [Fact]
    public void Ready_when_ready_coalesces()
    {
        _direction.Ready();

        _direction.Ready().Should().BeNull();

        _direction.Wait(_waiter).Should().Be(WaitOutcome.Ready);
        _direction.Wait(_waiter).Should().Be(WaitOutcome.Parked);
    }

    [Fact]
    public void Ready_when_waited_for_hands_out_the_waiter_once()
    {
        _direction.Wait(_waiter);

        _direction.Ready().Should().BeSameAs(_waiter);

        _direction.Ready().Should().BeNull();
    }

    [Fact]
    public void Evict_when_idle_or_ready_changes_nothing()
    {
        _direction.Evict().Should().BeNull();
        _direction.Ready();
        _direction.Evict().Should().BeNull();

        _direction.IsReady.Should().BeTrue();
    }

    [Fact]
    public void Evict_when_waited_for_hands_out_the_waiter_once()
    {
        _direction.Wait(_waiter);

        _direction.Evict().Should().BeSameAs(_waiter);

        _direction.Evict().Should().BeNull();
    }

    [Fact]
    public void Reset_drops_an_edge_but_no_waiter()
    {
        _direction.Ready();
        _direction.Reset();
        _direction.IsReady.Should().BeFalse();

        _direction.Wait(_waiter);
        _direction.Reset();
        _direction.IsParked.Should().BeTrue();
    }

    [Fact]
    public void Unpark_takes_out_this_waiter_only()
    {
        _direction.Wait(_waiter);

        _direction.Unpark(new object()).Should().BeFalse();
        _direction.Unpark(_waiter).Should().BeTrue();
        _direction.Unpark(_waiter).Should().BeFalse();
    }

    [Property]
    public void Any_sequence_does_as_the_table_says(Step[] steps)
    {
        _direction = default; // One instance of the spec runs every case.
        var model = State.Idle;
        foreach (Step step in steps)
        {
            Does(step, model).Should().BeTrue($"the table has a cell for {step} when {model}");

            model = Next(step, model);
            (_direction.IsReady, _direction.IsParked).Should().Be((model == State.Ready, model == State.Waiter), $"{step} leads to {model}");
        }
    }

    private bool Does(Step step, State state) => (step, state) switch
    {
        (Step.Wait, State.Idle) => _direction.Wait(_waiter) == WaitOutcome.Parked,
        (Step.Wait, State.Ready) => _direction.Wait(_waiter) == WaitOutcome.Ready,
        (Step.Wait, State.Waiter) => _direction.Wait(_waiter) == WaitOutcome.Taken,
        (Step.Ready, State.Waiter) => _direction.Ready() == _waiter,
        (Step.Ready, _) => _direction.Ready() is null,
        (Step.Evict, State.Waiter) => _direction.Evict() == _waiter,
        (Step.Evict, _) => _direction.Evict() is null,
        _ => Reset(),
    };

    private bool Reset()
    {
        _direction.Reset();
        return true;
    }

    private static State Next(Step step, State state) => (step, state) switch
    {
        (Step.Wait, State.Idle) => State.Waiter,
        (Step.Wait, State.Ready) => State.Idle,
        (Step.Ready, State.Idle) => State.Ready,
        (Step.Ready, State.Waiter) or (Step.Evict, State.Waiter) => State.Idle,
        (Step.Reset, State.Ready) => State.Idle,
        _ => state,
    };

    /// <summary>What can be done to a direction.</summary>
    public enum Step
    {
        Wait,
        Ready,
        Evict,
        Reset,
    }

    private enum State
    {
        Idle,
        Ready,
        Waiter,
    }
}

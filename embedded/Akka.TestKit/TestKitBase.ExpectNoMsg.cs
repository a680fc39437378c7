using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Nothing must come for the time that is left, or the default.</summary>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        ExpectNothing(WaitMode.Block, RemainingOrDefault, cancellationToken).Result();

    /// <summary>As ExpectNoMsg, without blocking.</summary>
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        ExpectNothing(WaitMode.Await, RemainingOrDefault, cancellationToken);

    /// <summary>Nothing must come for the dilated duration.</summary>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNothing(WaitMode.Block, Dilated(duration), cancellationToken).Result();

    /// <summary>As ExpectNoMsg, without blocking.</summary>
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectNothing(WaitMode.Await, Dilated(duration), cancellationToken);

    /// <summary>Nothing must come for so many milliseconds, not dilated.</summary>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNothing(WaitMode.Block, TimeSpan.FromMilliseconds(milliseconds), cancellationToken).Result();

    /// <summary>As ExpectNoMsg, without blocking.</summary>
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNothing(WaitMode.Await, TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    private async ValueTask ExpectNothing(WaitMode mode, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Now;
        if (await Receive(mode, duration, cancellationToken) is { } envelope)
            Fail("Failed: Expected no messages during {0}, instead we received {1} after {2}", duration, envelope, Now - start);
    }
}

namespace Akka.NetPoll.Benchmarks.Simulate;

/// <summary>When a busy worker wakes another.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Wants">By how many wait in its queue, and for how many microseconds the oldest has.</param>
internal sealed record FollowRule(string Name, Func<int, double, bool> Wants)
{
    public static readonly IReadOnlyList<FollowRule> All =
    [
        new("never", (_, _) => false),
        new("at once", (count, _) => count > 0),
        .. from length in new[] { 8, 32, 128 } select new FollowRule($"{length} wait", (count, _) => count >= length),
        .. from wait in new[] { 0.1, 0.3, 1, 3 } select new FollowRule(FormattableString.Invariant($"after {wait} ms"), (_, age) => age > wait * 1000),
        new("1 ms or 128", (count, age) => age > 1000 || count >= 128),
    ];
}

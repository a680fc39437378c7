namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>All that was measured, in the order in which shapes and contenders were asked for.</summary>
internal sealed class Results(IReadOnlyList<Contender> contenders)
{
    private readonly Dictionary<(Shape Shape, Contender Contender), List<LoadResult>> _rounds = [];

    public Dictionary<Contender, MemoryFigures> Memory { get; } = [];

    public IReadOnlyList<Contender> Contenders { get; } = contenders;

    public IEnumerable<Shape> Shapes => _rounds.Keys.Select(key => key.Shape).Distinct();

    public void Add(Shape shape, Contender contender, LoadResult result)
    {
        if (!_rounds.TryGetValue((shape, contender), out List<LoadResult>? rounds)) _rounds[(shape, contender)] = rounds = [];
        rounds.Add(result);
    }

    public Figures? Find(Shape shape, Contender contender) =>
        _rounds.TryGetValue((shape, contender), out List<LoadResult>? rounds) ? Figures.Median(rounds) : null;

    /// <summary>Throughput relative to the yardstick's; null when that was not measured.</summary>
    public double? Ratio(Shape shape, Contender contender)
    {
        Contender? yardstick = YardstickOf(shape);
        return yardstick is null ? null : Find(shape, contender)?.PerSecond / Find(shape, yardstick)?.PerSecond;
    }

    /// <summary>The least and the largest of the ratios of single rounds, each to the yardstick's of the same round.</summary>
    public (double Least, double Most)? Spread(Shape shape, Contender contender)
    {
        if (YardstickOf(shape) is not { } yardstick || !_rounds.TryGetValue((shape, yardstick), out List<LoadResult>? theirs)) return null;
        if (!_rounds.TryGetValue((shape, contender), out List<LoadResult>? ours)) return null;
        double[] ratios = [.. ours.Zip(theirs, (our, their) => our.PerSecond / their.PerSecond).Where(double.IsFinite)];
        return ratios.Length > 0 ? (ratios.Min(), ratios.Max()) : null;
    }

    /// <summary>Whether anything went wrong anywhere.</summary>
    public bool HasFailures => Memory.Values.Any(memory => memory.Failures > 0) || _rounds.Values.Any(rounds => rounds.Any(r => r.Errors + r.BadBytes > 0));

    private Contender? YardstickOf(Shape shape) => Contenders.FirstOrDefault(c => c.Name == shape.Yardstick);
}

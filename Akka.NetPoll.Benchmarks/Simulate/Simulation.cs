namespace Akka.NetPoll.Benchmarks.Simulate;

/// <summary>The workers of the dispatcher as a discrete-event simulation: the same seed gives the same figures on any machine.</summary>
/// <remarks>
/// Messages arrive at random (Poisson) in the kernel. A worker handles what is in its queue, polls when that is empty and every
/// 61 messages, then steals half of another's queue; with nothing to steal it parks, the last running one blocks in the poll.
/// After each message the rule is asked whether to wake a parked one, unless one searches already.
/// </remarks>
internal sealed class Simulation
{
    private const int PollInterval = 61, PollBatch = 128, Capacity = 256;

    private readonly SimulationSettings _settings;
    private readonly FollowRule _rule;
    private readonly Random _random;
    private readonly SimulatedWorker[] _workers;
    private readonly Queue<double> _kernel = new();
    private readonly PriorityQueue<SimulatedWorker?, double> _events = new(); // Null: an arrival.
    private readonly List<double> _latencies = [];
    private SimulatedWorker? _poller;
    private int _wakes, _arrived;
    private double _busy, _now;

    public Simulation(SimulationSettings settings, FollowRule rule)
    {
        _settings = settings;
        _rule = rule;
        _random = new Random(settings.Seed);
        _workers = [.. Enumerable.Range(0, settings.Cores).Select(_ => new SimulatedWorker())];
        (_poller, _workers[0].Parked) = (_workers[0], false);
    }

    public SimulationResult Run()
    {
        _events.Enqueue(null, 0);
        while (_latencies.Count < _settings.Messages && _events.TryDequeue(out SimulatedWorker? worker, out _now))
        {
            if (worker is null) Arrive();
            else Step(worker);
        }

        _latencies.Sort();
        int count = _latencies.Count;
        return new SimulationResult(
            count / _now * 1e6, _latencies[count / 2], _latencies[(int)(count * 0.99)], _wakes * 1000.0 / count, _busy / _now);
    }

    private void Arrive()
    {
        _kernel.Enqueue(_now);
        if (++_arrived < _settings.Messages) _events.Enqueue(null, _now + Exponential(_settings.Service / (_settings.Load * _settings.Cores)));
        if (_poller is null) return;
        _events.Enqueue(_poller, _now + _settings.WakeDelay);
        _poller = null;
    }

    // Ends what the worker handles and begins the next, if there is any.
    private void Step(SimulatedWorker worker)
    {
        double cost = 0;
        if (worker.Handles is { } arrived)
        {
            _latencies.Add(_now - arrived);
            worker.Handles = null;
            cost = Follow(worker);
        }

        if (worker.Handled % PollInterval == 0 || worker.Queue.Count == 0) cost += Poll(worker);
        if (worker.Queue.Count == 0) Steal(worker);
        worker.Searches = false;
        if (worker.Queue.First is { } first) Begin(worker, first.Value, cost);
        else Idle(worker);
    }

    private double Follow(SimulatedWorker worker)
    {
        double age = worker.Queue.First is { } oldest ? _now - oldest.Value.Queued : 0;
        if (!_rule.Wants(worker.Queue.Count, age) || _workers.Any(other => other.Searches)) return 0;
        if (_workers.FirstOrDefault(other => other.Parked) is not { } follower) return 0;
        (follower.Parked, follower.Searches) = (false, true);
        _events.Enqueue(follower, _now + _settings.WakeDelay);
        _wakes++;
        return _settings.WakeCost;
    }

    private double Poll(SimulatedWorker worker)
    {
        int room = Math.Min(PollBatch, Capacity - worker.Queue.Count);
        for (int i = 0; i < room && _kernel.TryDequeue(out double arrived); i++) worker.Queue.AddLast((arrived, _now, false));
        return _settings.PollCost;
    }

    private void Steal(SimulatedWorker thief)
    {
        if (_workers.FirstOrDefault(worker => worker.Queue.Count > 0) is not { } victim) return;
        for (int left = (victim.Queue.Count + 1) / 2; left > 0; left--)
        {
            thief.Queue.AddLast(victim.Queue.First!.Value with { Stolen = true });
            victim.Queue.RemoveFirst();
        }
    }

    private void Begin(SimulatedWorker worker, (double Arrived, double Queued, bool Stolen) message, double cost)
    {
        worker.Queue.RemoveFirst();
        worker.Handles = message.Arrived;
        worker.Handled++;
        double time = cost + Exponential(_settings.Service) + (message.Stolen ? _settings.StolenCost : 0);
        _busy += time;
        _events.Enqueue(worker, _now + time);
    }

    private void Idle(SimulatedWorker worker)
    {
        bool last = _poller is null && _workers.All(other => other == worker || other.Parked);
        if (last) _poller = worker;
        else worker.Parked = true;
    }

    private double Exponential(double mean) => -Math.Log(1 - _random.NextDouble()) * mean;
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary><c>fork-join-executor</c>: the section <c>dedicated-thread-pool</c>, or else <c>fork-join-executor</c>, says how many.</summary>
internal sealed class DedicatedThreadsExecutorConfigurator : ExecutorServiceConfigurator
{
    private readonly int _threads;
    private readonly bool _background = true;

    public DedicatedThreadsExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites) : base(config, prerequisites)
    {
        var pool = config.GetConfig("dedicated-thread-pool");
        var forkJoin = config.GetConfig("fork-join-executor");
        if (!pool.IsNullOrEmpty())
        {
            _threads = pool.GetInt("thread-count");
            _background = pool.GetString("threadtype", "background") == "background";
        }
        else if (!forkJoin.IsNullOrEmpty())
        {
            _threads = ThreadPoolConfig.ScaledPoolSize(
                forkJoin.GetInt("parallelism-min"), 1.0, forkJoin.GetInt("parallelism-max"));
        }
        else
        {
            throw new ConfigurationException("must define section 'dedicated-thread-pool' OR 'fork-join-executor' " +
                $"for fork-join-executor {config.GetString("id", "unknown")}");
        }
    }

    public override ExecutorService Produce(string id) =>
        new DedicatedThreadsExecutor(id, Math.Max(_threads, 1), _background, Prerequisites.EventStream);
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>Mailboxes on an executor, which is made when there is work and may go in between.</summary>
public class Dispatcher : MessageDispatcher
{
    private readonly ExecutorServiceFactory _factory;
    private readonly Lock _lock = new();
    private ExecutorService _executor;

    public Dispatcher(MessageDispatcherConfigurator configurator, string id, int throughput, long? throughputDeadlineTime,
        ExecutorServiceFactory executorServiceFactory, TimeSpan shutdownTimeout) : base(configurator)
    {
        _factory = executorServiceFactory;
        Id = id;
        Throughput = throughput;
        ThroughputDeadlineTime = throughputDeadlineTime;
        ShutdownTimeout = shutdownTimeout;
    }

    protected override void ExecuteTask(IRunnable run)
    {
        var executor = Volatile.Read(ref _executor) ?? Start();
        try
        {
            executor.Execute(run);
        }
        catch (RejectedExecutionException) // shut down under our hands: there is work again
        {
            Interlocked.CompareExchange(ref _executor, null, executor);
            Start().Execute(run);
        }
    }

    protected override void Shutdown() => Interlocked.Exchange(ref _executor, null)?.Shutdown();

    private ExecutorService Start()
    {
        lock (_lock)
        {
            if (_executor is null) Volatile.Write(ref _executor, _factory.Produce(Id));
            return _executor;
        }
    }
}

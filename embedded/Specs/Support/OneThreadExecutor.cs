using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Embedded.Specs.Support;

/// <summary>An executor for HOCON to name: runs everything first come, first served, on one thread of its own.</summary>
public sealed class OneThreadExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    public static string Reference { get; } = typeof(OneThreadExecutorConfigurator).AssemblyQualifiedName!;

    public override ExecutorService Produce(string id) => new OneThreadExecutor(id, $"{Config.GetString("thread-name")}");

    private sealed class OneThreadExecutor : ExecutorService
    {
        private readonly BlockingCollection<IRunnable> _queue = [];

        public OneThreadExecutor(string id, string threadName)
            : base(id)
        {
            new Thread(Run) { IsBackground = true, Name = threadName }.Start();
        }

        public override void Execute(IRunnable run) => _queue.Add(run);

        public override void Shutdown() => _queue.CompleteAdding();

        private void Run()
        {
            foreach (var runnable in _queue.GetConsumingEnumerable()) runnable.Run();
        }
    }
}

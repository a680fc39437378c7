// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch;

/// <summary>A piece of work for a dispatcher; as a thread pool's item it needs no wrapping.</summary>
public interface IRunnable : IThreadPoolWorkItem
{
    void Run();
}

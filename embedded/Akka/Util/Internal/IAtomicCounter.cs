namespace Akka.Util.Internal;

/// <summary>A counter that any thread may change.</summary>
public interface IAtomicCounter<T>
{
    T Current { get; }

    /// <summary>Adds one and returns the sum.</summary>
    T Next();

    T GetAndIncrement();

    T IncrementAndGet();

    T GetAndAdd(T amount);

    T AddAndGet(T amount);

    /// <summary>Back to zero.</summary>
    void Reset();
}

namespace Akka.TestKit.Internal;

/// <summary>How a call of the kit waits.</summary>
/// <remarks>
/// Each call has one body for its blocking and its asynchronous form. In <see cref="Block"/> every wait
/// inside it blocks the calling thread, so that the body has ended when it returns: the test stays on its
/// thread, keeps its implicit sender and needs nobody from the thread pool.
/// </remarks>
internal enum WaitMode
{
    Block,
    Await,
}

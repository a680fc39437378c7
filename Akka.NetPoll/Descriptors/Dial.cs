using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Dispatch;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Descriptors;

/// <summary>One dial: looks the name up and tries its addresses until one connects. For both styles.</summary>
/// <remarks>After dialParallel, dialSerial and doDialTCP of Go's net.</remarks>
internal sealed class Dial(DialRequest request, PollLoop loop, WorkerPool workers)
{
    private const int Retries = 2; // Go's.

    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 2); // Of .NET: about 50 days.

    private Exception? _first; // Of the addresses' failures; for a timeout to tell what had gone wrong before.

    /// <summary>A connected socket that is watched, its addresses noted.</summary>
    /// <exception cref="OpenException">Nothing answered; the cause is the first address's, which is the one that should have worked.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<PollFd> ConnectAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource limit = Limit(request.End, cancellation);
        try
        {
            var plan = AddressPlan.For(await ResolveAsync(limit.Token).ConfigureAwait(false), request.Races);
            PollFd fd = await (plan.Fallbacks.Length == 0
                ? SerialAsync(plan.Primaries, limit.Token)
                : RaceAsync(plan, limit.Token)).ConfigureAwait(false);
            if (!cancellation.IsCancellationRequested) return fd;

            fd.Close(); // Canceled while it succeeded: its caller takes nothing any more (golang/go#16523).
            throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OpenException(request.RemoteEndPoint, OpenStep.WholeDial, new TimeoutException("i/o timeout", Volatile.Read(ref _first)));
        }
    }

    private static CancellationTokenSource Limit(Deadline end, CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TimeSpan left = end.From(Deadline.Now);
        if (left == TimeSpan.Zero) limit.Cancel();
        else if (left <= LongestTimer) limit.CancelAfter(left);
        return limit;
    }

    private async ValueTask<EndPoint[]> ResolveAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (request.RemoteEndPoint)
        {
            case DnsEndPoint name:
                IPAddress[] found = await LookUpAsync(name, cancellation).ConfigureAwait(false);
                EndPoint[] suitable = [.. found.Where(address => IsSuitable(name, address)).Select(address => new IPEndPoint(address, name.Port))];
                return suitable.Length > 0 ? suitable : throw NoSuitableAddress();
            case IPEndPoint ip when !AddressPlan.Carries(request.Family, ip.Address):
                throw NoSuitableAddress();
            case var address:
                return WildcardAddress.Reachable(address, request.OnlyFamily);
        }
    }

    private async Task<IPAddress[]> LookUpAsync(DnsEndPoint name, CancellationToken cancellation)
    {
        try
        {
            return await request.Resolve(name.Host, cancellation).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            throw new OpenException(name, OpenStep.LookUp, cause);
        }
    }

    private bool IsSuitable(DnsEndPoint name, IPAddress address) =>
        AddressPlan.Carries(name.AddressFamily, address) && AddressPlan.Carries(request.Family, address)
        && (request.LocalEndPoint is null || request.LocalEndPoint.AddressFamily == address.AddressFamily);

    private OpenException NoSuitableAddress() =>
        new(request.RemoteEndPoint, OpenStep.NoSuitableAddress, new SocketException((int)SocketError.HostNotFound));

    private async Task<PollFd> SerialAsync(EndPoint[] addresses, CancellationToken cancellation)
    {
        OpenException? first = null;
        for (int i = 0; i < addresses.Length; i++)
        {
            int left = addresses.Length - i;
            using CancellationTokenSource? limit = left == 1 ? null : Limit(Share(left), cancellation); // The last one has all that is left.
            try
            {
                return await RetryingAsync(addresses[i], limit?.Token ?? cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                first ??= new OpenException(addresses[i], OpenStep.Connect, new TimeoutException("i/o timeout"));
            }
            catch (OpenException failed)
            {
                first ??= failed;
            }

            Interlocked.CompareExchange(ref _first, first?.Cause, null);
        }

        throw first!;
    }

    private Deadline Share(int addressesLeft) => Deadline.After(AddressPlan.Share(request.End.From(Deadline.Now), addressesLeft));

    // Happy Eyeballs: the fallbacks start after the delay, or at once when the primaries have failed; the first to connect wins.
    private async Task<PollFd> RaceAsync(AddressPlan plan, CancellationToken cancellation)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<PollFd> primary = SerialAsync(plan.Primaries, race.Token);
        TimeSpan delay = request.FallbackDelay <= LongestTimer ? request.FallbackDelay : Timeout.InfiniteTimeSpan;
        Task early = await Task.WhenAny(primary, Task.Delay(delay, race.Token)).ConfigureAwait(false);
        if (early == primary && primary.IsCompletedSuccessfully) return await primary.ConfigureAwait(false);

        Task<PollFd> fallback = SerialAsync(plan.Fallbacks, race.Token);
        Task<PollFd> first = await Task.WhenAny(primary, fallback).ConfigureAwait(false);
        Task<PollFd> second = first == primary ? fallback : primary;
        if (!first.IsCompletedSuccessfully) return await OrPrimary(second, primary, fallback).ConfigureAwait(false);

        await race.CancelAsync().ConfigureAwait(false);
        CloseLate(second);
        return await first.ConfigureAwait(false);
    }

    /// <summary>Closes what a dial that is not waited for any more may still connect.</summary>
    public static void CloseLate(Task<PollFd> dial) => dial.ContinueWith(
        static late =>
        {
            if (late.IsCompletedSuccessfully) late.Result.Close();
            else _ = late.Exception; // Seen, so that it does not come up as an unobserved one.
        },
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    // When both fail, the primaries' error is the one to tell; the other is seen here.
    private static async Task<PollFd> OrPrimary(Task<PollFd> second, Task<PollFd> primary, Task<PollFd> fallback)
    {
        await Task.WhenAny(second).ConfigureAwait(false);
        _ = (primary.Exception, fallback.Exception);
        return await (second.IsCompletedSuccessfully ? second : primary).ConfigureAwait(false);
    }

    // TCP's simultaneous open lets a socket reach itself when the kernel happens to choose the dialed port for it; and for a moment
    // there may be no port to choose.
    private async Task<PollFd> RetryingAsync(EndPoint address, CancellationToken cancellation)
    {
        for (int retries = 0; ; retries++)
        {
            try
            {
                PollFd fd = await ConnectAsync(address, cancellation).ConfigureAwait(false);
                if (!request.ChoosesPort || fd.Remote is not IPEndPoint || !fd.Remote.Equals(fd.Local)) return fd;
                fd.Close();
                if (retries == Retries) throw new OpenException(address, OpenStep.Connect, new SocketException((int)SocketError.ConnectionRefused));
            }
            catch (OpenException failed) when (retries < Retries && request.ChoosesPort && address is IPEndPoint && IsUnavailable(failed))
            {
                // Another port is chosen the next time.
            }
        }
    }

    private static bool IsUnavailable(OpenException failed) => failed.Cause is SocketException { SocketErrorCode: SocketError.AddressNotAvailable };

    private async Task<PollFd> ConnectAsync(EndPoint address, CancellationToken cancellation)
    {
        var fd = new PollFd(Open(address), loop);
        OpenStep step = OpenStep.Connect;
        try
        {
            SocketError error = ConnectSocket.Begin(fd.Socket, address);
            step = OpenStep.Watch;
            fd.Watch();
            step = OpenStep.Connect;
            while (error == SocketError.WouldBlock)
            {
                await ConnectWait.UntilWritableAsync(fd, workers, cancellation).ConfigureAwait(false);
                error = ConnectSocket.Outcome(fd.Socket, address);
            }

            if (error is not (SocketError.Success or SocketError.IsConnected)) throw new SocketException((int)error);
            fd.NoteAddresses();
            return fd;
        }
        catch (OperationCanceledException)
        {
            fd.Close();
            throw;
        }
        catch (Exception cause)
        {
            fd.Close();
            throw new OpenException(address, step, cause);
        }
    }

    private Socket Open(EndPoint address)
    {
        OpenStep step = OpenStep.Socket;
        try
        {
            return NewSocket.Create(address, request.Type, request.Family == AddressFamily.Unspecified, socket =>
            {
                step = OpenStep.Bind;
                request.Control?.Invoke(socket);
                if (request.LocalEndPoint is { } local) socket.BindOwningFile(local);
            });
        }
        catch (Exception cause)
        {
            throw new OpenException(address, step, cause);
        }
    }
}

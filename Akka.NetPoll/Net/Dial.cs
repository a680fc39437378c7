using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>One dial: looks the name up and tries its addresses until one connects.</summary>
/// <remarks>After dialParallel, dialSerial and doDialTCP of Go's net.</remarks>
internal sealed class Dial(ConnectionsExtension netPoll, NetDialer dialer, NetNetwork network, Deadline end)
{
    private const int SelfConnectRetries = 2;

    private readonly ConnectionSettings _settings = netPoll.Settings.Connection.With(dialer.Connection);

    public async ValueTask<NetConn> ConnectAsync(string address, EndPoint endPoint, CancellationToken cancellation) =>
        new(await RunAsync(address, endPoint, cancellation).ConfigureAwait(false));

    public async ValueTask<NetFd> RunAsync(string address, EndPoint endPoint, CancellationToken cancellation)
    {
        using var limit = Limit(end, cancellation);
        try
        {
            var plan = AddressPlan.For(network, await ResolveAsync(address, endPoint, limit.Token).ConfigureAwait(false), dialer.FallbackDelay >= TimeSpan.Zero);
            var fd = await (plan.Fallbacks.Length == 0
                ? SerialAsync(plan.Primaries, limit.Token)
                : RaceAsync(plan, limit.Token)).ConfigureAwait(false);
            if (!cancellation.IsCancellationRequested) return fd;

            fd.Close(); // Canceled while it succeeded: nobody would take it (golang/go#16523).
            throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{Name(endPoint)}: operation was canceled", cancellation);
        }
        catch (OperationCanceledException)
        {
            throw Name(endPoint).TimedOut();
        }
    }

    private static CancellationTokenSource Limit(Deadline end, CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var left = end.From(Deadline.Now);
        if (left == TimeSpan.Zero) limit.Cancel();
        else if (left < TimeSpan.FromMilliseconds(uint.MaxValue - 1)) limit.CancelAfter(left);
        return limit;
    }

    private async ValueTask<EndPoint[]> ResolveAsync(string address, EndPoint endPoint, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (endPoint is not DnsEndPoint dns)
        {
            if (endPoint is IPEndPoint ip) network.Suitable("dial", address, [ip.Address]);
            return WildcardAddress.Reachable(endPoint, OnlyFamily);
        }

        var addresses = network.Suitable("dial", address, await LookUpAsync(dns.Host, cancellation).ConfigureAwait(false));
        if (dialer.LocalEndPoint is { } local) addresses = SameFamily(address, addresses, local);
        return [.. addresses.Select(found => new IPEndPoint(found, dns.Port))];
    }

    private AddressFamily OnlyFamily => network.Family != AddressFamily.Unspecified
        ? network.Family
        : dialer.LocalEndPoint?.AddressFamily ?? AddressFamily.Unspecified;

    private Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellation) =>
        network.LookUpAsync("dial", host, () => dialer.Resolve(host, cancellation).WaitAsync(cancellation));

    private IPAddress[] SameFamily(string address, IPAddress[] addresses, EndPoint local)
    {
        IPAddress[] same = [.. addresses.Where(found => found.AddressFamily == local.AddressFamily)];
        return same.Length > 0 ? same : network.Suitable("dial", address, []);
    }

    /// <summary>One after the other; the first error is the one that counts.</summary>
    private async Task<NetFd> SerialAsync(EndPoint[] addresses, CancellationToken cancellation)
    {
        Exception? first = null;
        for (var i = 0; i < addresses.Length; i++)
        {
            var share = Deadline.After(AddressPlan.Share(end.From(Deadline.Now), addresses.Length - i));
            using var limit = Limit(share, cancellation);
            try
            {
                return await OneAsync(addresses[i], limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                first ??= Name(addresses[i]).TimedOut();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                first ??= e;
            }
        }

        throw first!;
    }

    /// <summary>Happy Eyeballs: the fallbacks start after the delay, or at once when the primaries have failed; the first to connect wins.</summary>
    private async Task<NetFd> RaceAsync(AddressPlan plan, CancellationToken cancellation)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var primary = SerialAsync(plan.Primaries, race.Token);
        var early = await Task.WhenAny(primary, DelayAsync(race.Token)).ConfigureAwait(false);
        if (early == primary && primary.IsCompletedSuccessfully) return await primary.ConfigureAwait(false);

        var fallback = SerialAsync(plan.Fallbacks, race.Token);
        var first = await Task.WhenAny(primary, fallback).ConfigureAwait(false);
        var second = first == primary ? fallback : primary;
        if (!first.IsCompletedSuccessfully) return await OrPrimary(second, primary).ConfigureAwait(false);

        await race.CancelAsync().ConfigureAwait(false);
        _ = second.ContinueWith(static late => late.Result.Close(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await first.ConfigureAwait(false);
    }

    private Task DelayAsync(CancellationToken cancellation) => Task.Delay(dialer.FallbackDelay, cancellation);

    // When both fail, the primaries' error is the one to tell.
    private static async Task<NetFd> OrPrimary(Task<NetFd> second, Task<NetFd> primary)
    {
        await Task.WhenAny(second).ConfigureAwait(false);
        return await (second.IsCompletedSuccessfully ? second : primary).ConfigureAwait(false);
    }

    private async Task<NetFd> OneAsync(EndPoint address, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (fd, error) = await TryOneAsync(address, cancellation).ConfigureAwait(false);
            if (fd is not null && (attempt == SelfConnectRetries || !IsSelfConnect(fd))) return fd;
            if (fd is null && (attempt == SelfConnectRetries || !IsSpuriousUnavailable(error!))) throw error!;
            fd?.Close();
        }
    }

    private async Task<(NetFd? Fd, Exception? Error)> TryOneAsync(EndPoint address, CancellationToken cancellation)
    {
        var socket = Open(address);
        var fd = await netPoll.WatchAsync(network, socket, "dial").ConfigureAwait(false);
        try
        {
            await new ConnectOperation(fd, address).ConnectAsync(cancellation).ConfigureAwait(false);
            NetSockets.Begin(network, socket, _settings);
            fd.Connected();
            return (fd, null);
        }
        catch (SocketException e)
        {
            fd.Close();
            return (null, Name(address).Failed(e.SocketErrorCode, "connect"));
        }
        catch
        {
            fd.Close();
            throw;
        }
    }

    private Socket Open(EndPoint address)
    {
        var socket = NetSockets.Create(Name(address), network, address);
        try
        {
            dialer.Control?.Invoke(socket);
            if (dialer.LocalEndPoint is { } local) socket.BindOwningFile(local);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Name(address).Failed(e.SocketErrorCode, "bind");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // TCP's simultaneous open lets a socket reach itself when the system happens to choose the dialed port for it.
    private bool IsSelfConnect(NetFd fd) => ChoosesPort && Equals(fd.Local, fd.Remote);

    private bool IsSpuriousUnavailable(Exception error) =>
        ChoosesPort && error is NetException { SocketErrorCode: SocketError.AddressNotAvailable };

    private bool ChoosesPort => network.Protocol == ProtocolType.Tcp && dialer.LocalEndPoint is (null or IPEndPoint { Port: 0 });

    private NetOperationName Name(EndPoint target) => new("dial", network.Name, dialer.LocalEndPoint, target);
}

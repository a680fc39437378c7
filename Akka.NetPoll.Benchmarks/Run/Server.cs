using System.Globalization;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>A contender's running process.</summary>
internal sealed class Server : IDisposable
{
    private const string Ready = "listening on ";

    private readonly ChildProcess _process;

    private Server(Contender contender, ChildProcess process, int port)
    {
        Contender = contender;
        _process = process;
        Port = port;
    }

    public Contender Contender { get; }

    public int Port { get; }

    public int ProcessId => _process.Id;

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{ProcessId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<Server> StartAsync(Contender contender, IEnumerable<string> options, CancellationToken cancel)
    {
        var process = new ChildProcess(contender.File, [.. contender.Arguments, "--supervised", .. options]);
        string? line = await process.ReadLineAsync(cancel);
        if (line is not null && line.StartsWith(Ready, StringComparison.Ordinal))
        {
            return new Server(contender, process, int.Parse(line[Ready.Length..], CultureInfo.InvariantCulture));
        }

        process.Dispose();
        throw new ServerException($"{contender.Name} did not begin to listen, but said: {line}");
    }

    /// <summary>The managed bytes that a full collection leaves; null for native servers.</summary>
    public async Task<long?> CollectAsync(CancellationToken cancel)
    {
        if (!Contender.IsManaged) return null;
        string? answer = await _process.AskAsync("memory", cancel);
        return long.Parse(answer!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public void Dispose() => _process.Dispose();
}

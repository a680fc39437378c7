using System.Globalization;

namespace Akka.NetPoll.Net;

/// <summary>The ports of services by name, as in <c>:http</c>: the system's /etc/services (services(5)), and the best known where it has none.</summary>
/// <remarks>After lookupPortMap of Go's net.</remarks>
internal sealed class ServicePorts
{
    private const string File = "/etc/services";

    private static readonly Lazy<ServicePorts> Read = new(ReadSystems);

    // By "protocol/name".
    private readonly Dictionary<string, int> _ports = new(StringComparer.OrdinalIgnoreCase)
    {
        ["udp/domain"] = 53,
        ["tcp/domain"] = 53,
        ["tcp/ftp"] = 21,
        ["tcp/ftps"] = 990,
        ["tcp/gopher"] = 70,
        ["tcp/http"] = 80,
        ["tcp/https"] = 443,
        ["tcp/imap2"] = 143,
        ["tcp/imap3"] = 220,
        ["tcp/imaps"] = 993,
        ["tcp/pop3"] = 110,
        ["tcp/pop3s"] = 995,
        ["tcp/smtp"] = 25,
        ["tcp/submissions"] = 465,
        ["tcp/ssh"] = 22,
        ["tcp/telnet"] = 23,
    };

    public ServicePorts(TextReader services)
    {
        while (services.ReadLine() is { } line) Add(line);
    }

    /// <summary>The system's, read when a name is first asked for.</summary>
    public static ServicePorts Systems => Read.Value;

    /// <summary>Null when it is not known.</summary>
    /// <param name="protocol">tcp or udp.</param>
    public int? Find(string protocol, string name) => _ports.TryGetValue($"{protocol}/{name}", out int port) ? port : null;

    // name port/protocol [other names] [# comment]
    private void Add(string line)
    {
        string[] fields = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 2 || fields[1].Split('/') is not [var number, var protocol]) return;
        if (!ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) return;
        _ports[$"{protocol}/{fields[0]}"] = port;
        foreach (string other in fields[2..]) _ports.TryAdd($"{protocol}/{other}", port);
    }

    private static ServicePorts ReadSystems()
    {
        try
        {
            using StreamReader services = System.IO.File.OpenText(File);
            return new ServicePorts(services);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ServicePorts(TextReader.Null);
        }
    }
}

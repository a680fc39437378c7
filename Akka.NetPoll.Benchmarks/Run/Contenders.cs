using Akka.NetPoll.Benchmarks.Serve;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The servers there are: this program in each style, and the native peers.</summary>
internal static class Contenders
{
    /// <summary>Ratios are to this one.</summary>
    public const string Yardstick = "epoll";

    /// <summary>Ratios are to this one where TLS is spoken.</summary>
    public const string TlsYardstick = "go";

    private const string DefaultStyle = "subclass";
    private static readonly string[] FurtherColors = ["#6a4fc4", "#3f9a4d", "#b8860b", "#c2477f", "#4b8a8a", "#8a5a3c", "#7a7f2a", "#9a4fd0"];
    private static int _further;

    public static readonly IReadOnlyList<Contender> All =
    [
        .. EchoStyles.All.Select(OfStyle),
        new(Yardstick, "C epoll", "#808080", NativePeers.Epoll) { Missing = peers => peers.CMissing },
        new("epoll-2", "C epoll, 2 threads", "#a6a6a6", NativePeers.Epoll, "--threads", "2") { Missing = peers => peers.CMissing },
        new(TlsYardstick, "Go net", "#1f9e9e", NativePeers.Go) { Missing = peers => peers.GoMissing, HasBuffer = true, HasTls = true },
    ];

    /// <summary>One of this program's styles with settings of its own.</summary>
    /// <param name="name"><c>NAME</c> or <c>NAME@STYLE</c>.</param>
    /// <param name="hocon">The settings.</param>
    /// <returns>Null when there is no such style.</returns>
    public static Contender? Variant(string name, string hocon)
    {
        string style = name.Split('@', 2) is [_, var named] ? named : DefaultStyle;
        return EchoStyles.Find(style) is { } known ? Further(OfStyle(known), name) with { Hocon = hocon } : null;
    }

    /// <summary>A style of another build of this program.</summary>
    /// <param name="name">For tables and charts.</param>
    /// <param name="build"><c>FILE.dll:STYLE</c>.</param>
    /// <returns>Null when there is no such file or no such style.</returns>
    public static Contender? OfOtherBuild(string name, string build)
    {
        int colon = build.LastIndexOf(':');
        string file = colon < 0 ? "" : Path.GetFullPath(build[..colon]), style = build[(colon + 1)..];
        if (!File.Exists(file) || EchoStyles.Find(style) is not { } known) return null;
        return Further(OfStyle(known), name) with { File = "dotnet", Arguments = [file, "serve", style] };
    }

    private static Contender Further(Contender contender, string name) =>
        contender with { Name = name, Title = name, Color = FurtherColors[_further++ % FurtherColors.Length] };

    // Through the host that runs this program, be it dotnet or the program's own executable.
    private static Contender OfStyle(EchoStyle style)
    {
        string host = Environment.ProcessPath!, program = typeof(Contenders).Assembly.Location;
        string[] arguments = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [program, "serve", style.Name] : ["serve", style.Name];
        return new Contender(style.Name, style.Title, style.Color, host, arguments)
        {
            IsManaged = true, HasBuffer = style.HasBuffer, HasTls = style.HasTls, CanBurn = style.CanBurn,
        };
    }
}

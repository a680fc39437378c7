using System.Diagnostics;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>Compiles the programs in Peers/, beside this program, when they are newer than what was compiled last time.</summary>
internal sealed class NativePeers
{
    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "Peers");
    private static readonly string Binaries = Path.Combine(AppContext.BaseDirectory, "Peers", "bin");

    public static readonly string Load = Path.Combine(Binaries, "load");

    /// <summary>The load program that speaks TLS.</summary>
    public static readonly string LoadTls = Path.Combine(Binaries, "load-tls");

    public static readonly string Epoll = Path.Combine(Binaries, "epoll");

    public static readonly string Go = Path.Combine(Binaries, "echo");

    public NativePeers()
    {
        Directory.CreateDirectory(Binaries);
        string[] load = Directory.GetFiles(Path.Combine(Sources, "load"));
        CMissing = Build("gcc", Load, load, ["-O2", "-o", Load, .. Code(load, without: "tls.c")])
            ?? Build("gcc", Epoll, [Source("epoll.c")], ["-O2", "-pthread", "-o", Epoll, Source("epoll.c")]);
        TlsMissing = Build("gcc", LoadTls, load, ["-O2", "-o", LoadTls, .. Code(load, without: "plain.c"), "-lssl", "-lcrypto"]);
        GoMissing = Build("go", Go, [Source("echo.go")], ["build", "-o", Go, Source("echo.go")]);
    }

    /// <summary>Why there is no C program; null when there is.</summary>
    public string? CMissing { get; }

    /// <summary>Why TLS cannot be loaded, be it OpenSSL's headers (libssl-dev) that are missing; null when it can.</summary>
    public string? TlsMissing { get; }

    /// <summary>Why there is no Go program; null when there is.</summary>
    public string? GoMissing { get; }

    private static IEnumerable<string> Code(string[] files, string without) =>
        files.Where(file => file.EndsWith(".c", StringComparison.Ordinal) && Path.GetFileName(file) != without);

    private static string Source(string name) => Path.Combine(Sources, name);

    private static string? Build(string compiler, string binary, string[] sources, string[] arguments)
    {
        if (File.Exists(binary) && sources.All(source => File.GetLastWriteTimeUtc(source) <= File.GetLastWriteTimeUtc(binary))) return null;
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(compiler, arguments) { RedirectStandardError = true })!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{compiler} failed: {errors.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{compiler} is not installed";
        }
    }
}

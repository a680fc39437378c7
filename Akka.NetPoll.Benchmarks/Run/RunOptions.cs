using System.CommandLine;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The options of <c>run</c>.</summary>
internal static class RunOptions
{
    private static readonly Option<bool> Quick = new("--quick") { Description = "A minute: 1 round of 1 s of a few shapes" };

    private static readonly Option<Contender[]> Servers = new Option<Contender[]>("--servers")
    {
        HelpName = "A,B",
        Description = $"Only these of {string.Join(", ", Contenders.All.Select(contender => contender.Name))}",
    }.FromAmong(Contenders.All, contender => contender.Name);

    private static readonly Option<Shape[]> Shapes = new Option<Shape[]>("--shapes")
    {
        HelpName = "A,B,C*",
        Description = $"Only these of {string.Join(", ", Run.Shapes.All.Select(shape => shape.Name))}; C* is all that begin with C",
    }.FromAmong(Run.Shapes.All, shape => shape.Name);

    private static readonly Option<int> Rounds = new Option<int>("--rounds")
    {
        HelpName = "N", Description = "Interleaved; medians are shown", DefaultValueFactory = asked => asked.GetValue(Quick) ? 1 : 5,
    }.AtLeast(1);

    private static readonly Option<double> Seconds = new Option<double>("--seconds")
    {
        HelpName = "S", Description = "Of each server in each round", DefaultValueFactory = asked => asked.GetValue(Quick) ? 1 : 3,
    }.AtLeast(0.01);

    private static readonly Option<double> Warmup = new Option<double>("--warmup")
    {
        HelpName = "S", Description = "Before these", DefaultValueFactory = asked => asked.GetValue(Quick) ? 0.2 : 0.5,
    }.AtLeast(0);

    private static readonly Option<string> Hocon = new("--hocon") { HelpName = "TEXT", Description = "Settings of all managed servers" };

    private static readonly Option<int> Burn = new Option<int>("--burn")
    {
        HelpName = "US", Description = "Microseconds of computing for each message, of the servers that can", DefaultValueFactory = _ => 0,
    }.AtLeast(0);

    private static readonly Option<Contender[]> Variants = new Option<Contender[]>("--variant")
    {
        HelpName = "NAME[@STYLE]=HOCON", Description = "A further server: this style (subclass) with settings of its own; may be given several times",
    }.Entries((result, name, hocon) =>
    {
        Contender? variant = Contenders.Variant(name, hocon);
        if (variant is null) result.AddError($"--variant {name}: there is no such style, but {StyleNames}");
        return variant;
    });

    private static readonly Option<Contender[]> Others = new Option<Contender[]>("--also")
    {
        HelpName = "NAME=FILE.dll:STYLE",
        Description = "A further server: another checkout's build of this program, to measure a change before and after in one run; may be given several times",
    }.Entries((result, name, build) =>
    {
        Contender? other = Contenders.OfOtherBuild(name, build);
        if (other is null) result.AddError($"--also {name}: '{build}' should be a build of this program, a colon, and one of {StyleNames}");
        return other;
    });

    private static readonly Option<DirectoryInfo> Folder = new("--out")
    {
        HelpName = "FOLDER", Description = "Where results.md and the charts go, beside the tables here",
    };

    private static string StyleNames => string.Join(", ", Serve.EchoStyles.All.Select(style => style.Name));

    public static IReadOnlyList<Option> All => [Quick, Servers, Shapes, Rounds, Seconds, Warmup, Hocon, Burn, Variants, Others, Folder];

    public static RunSettings Read(ParseResult asked)
    {
        bool quick = asked.GetValue(Quick);
        return new RunSettings
        {
            Rounds = asked.GetValue(Rounds), Seconds = asked.GetValue(Seconds), Warmup = asked.GetValue(Warmup), FirstWarmup = quick ? 1 : 4,
            Folder = asked.GetValue(Folder)?.FullName, Hocon = asked.GetValue(Hocon) ?? "", Burn = asked.GetValue(Burn),
            Shapes = Given(asked, Shapes) ?? (quick ? Run.Shapes.Quick : [.. Run.Shapes.All]),
            Contenders = [.. Given(asked, Servers) ?? Contenders.All, .. Given(asked, Variants) ?? [], .. Given(asked, Others) ?? []],
        };
    }

    // The value of an array's option that was not given is an empty array.
    private static T[]? Given<T>(ParseResult asked, Option<T[]> option) => asked.GetResult(option) is null ? null : asked.GetValue(option);
}

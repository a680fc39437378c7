using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests;

/// <summary>What users can name changes only on purpose: with PublicApi.approved.txt and a line in CHANGELOG.md.</summary>
public class PublicApiSpec
{
    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var approved = File.ReadAllLines(Path.Combine(Folder(), "PublicApi.approved.txt"));

        var surface = PublicSurface.Of(Assembly.Load("Akka.NetPoll"));

        // Approving a change: write what this found into the file, and read the difference.
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllLines(Path.Combine(Folder(), "PublicApi.approved.txt"), surface);
        else surface.Should().Equal(approved);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

using System.Runtime.CompilerServices;
using AwesomeAssertions;
using PublicApiGenerator;
using Xunit;

namespace Akka.NetPoll.Tests;

/// <summary>What users can name changes only on purpose: with PublicApi.approved.txt and a line in CHANGELOG.md.</summary>
public class PublicApiSpec
{
    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        string approved = File.ReadAllText(ApprovedPath());

        string surface = typeof(NetPoll).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });

        // Approving a change: write what this found into the file, and read the difference.
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(ApprovedPath(), surface);
        else surface.Should().Be(approved);
    }

    private static string ApprovedPath([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "PublicApi.approved.txt");
}

using System.Collections.Concurrent;
using AwesomeAssertions;
using AwesomeAssertions.Execution;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.NetPoll.Tests.Support;

/// <summary>This assembly as a program that runs its own specs, where there is no `dotnet test`: on Windows without an SDK.</summary>
/// <remarks>
/// Its arguments choose: each names specs by a part of their display name, with a minus in front those that are left out. Writes a line for each
/// spec, with the reason where it failed or was skipped, and at the end the counts as `dotnet test` does.
/// </remarks>
internal sealed class SpecProgram : LongLivedMarshalByRefObject, IMessageSink
{
    private readonly ConcurrentDictionary<string, DateTime> _running = [];
    private readonly ManualResetEventSlim _discovered = new(), _finished = new();
    private readonly List<ITestCase> _found = [];
    private int _passed, _failed, _skipped;

    /// <summary>Returns zero if all that were chosen passed or skipped, and there was one.</summary>
    public static int Run(string[] choice, TimeSpan limit)
    {
        // Told, it does not look for it among assemblies that are not there, which Wine's CLR does not survive.
        AssertionEngine.Configuration.TestFramework = AwesomeAssertions.Configuration.TestFramework.XUnit2;
        var program = new SpecProgram();
        var options = new Options();
        options.SetValue("xunit.execution.DisableParallelization", (bool?)true); // So that one that never ends is the one to look at.
        using var framework = new XunitTestFramework(program);
        var assembly = typeof(SpecProgram).Assembly;
        ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
        discoverer.Find(false, program, options);
        program._discovered.Wait();
        ITestCase[] chosen = [.. program._found.Where(spec => IsChosen(spec.DisplayName, choice))];

        framework.GetExecutor(assembly.GetName()).RunTests(chosen, program, options);
        if (!program._finished.Wait(limit)) program.TellRunning(limit);
        return program.TellCounts();
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage found: _found.Add(found.TestCase); break;
            case IDiscoveryCompleteMessage: _discovered.Set(); break;
            case ITestStarting starting: Begin(starting.Test.DisplayName); break;
            case ITestFinished finished: _running.TryRemove(finished.Test.DisplayName, out _); break;
            case ITestPassed passed: Tell(ref _passed, "Passed", passed.Test, ""); break;
            case ITestSkipped skipped: Tell(ref _skipped, "Skipped", skipped.Test, skipped.Reason); break;
            case ITestFailed failed: Tell(ref _failed, "Failed", failed.Test, Text(failed)); break;
            case IErrorMessage error: Tell(ref _failed, "Failed", null, Text(error)); break;
            case ITestCleanupFailure error: Tell(ref _failed, "Failed", null, Text(error)); break;
            case ITestClassCleanupFailure error: Tell(ref _failed, "Failed", null, Text(error)); break;
            case ITestAssemblyFinished: _finished.Set(); break;
        }

        return true;
    }

    private static bool IsChosen(string name, string[] choice)
    {
        if (choice.Any(part => part.StartsWith('-') && name.Contains(part[1..], StringComparison.Ordinal))) return false;
        string[] wanted = [.. choice.Where(part => !part.StartsWith('-'))];
        return wanted.Length == 0 || wanted.Any(part => name.Contains(part, StringComparison.Ordinal));
    }

    // Where the process itself gets stuck, the last of these lines says in which spec.
    private void Begin(string name)
    {
        _running[name] = DateTime.UtcNow;
        Console.Error.WriteLine($"  Began {name}");
    }

    private void TellRunning(TimeSpan limit)
    {
        foreach ((string name, DateTime since) in _running) Write($"  Failed {name}\n    has not ended for {DateTime.UtcNow - since}; the limit for all is {limit}");
        Interlocked.Increment(ref _failed);
    }

    private int TellCounts()
    {
        Write($"Passed: {_passed}\nFailed: {_failed}\nSkipped: {_skipped}");
        return _failed == 0 && _passed > 0 ? 0 : 1;
    }

    private static void Tell(ref int count, string outcome, ITest? spec, string text)
    {
        Interlocked.Increment(ref count);
        Write($"  {outcome} {spec?.DisplayName ?? "outside of a spec"}{(text.Length == 0 ? "" : $"\n{text}").ReplaceLineEndings("\n    ")}");
    }

    private static string Text(IFailureInformation failure) =>
        string.Join('\n', failure.Messages.Zip(failure.ExceptionTypes, (message, type) => $"{type}: {message}").Append(failure.StackTraces[0]));

    private static void Write(string text)
    {
        lock (Console.Out) Console.WriteLine(text);
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = [];

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}

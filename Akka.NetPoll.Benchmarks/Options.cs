using System.Globalization;

namespace Akka.NetPoll.Benchmarks;

/// <summary>Options of the form <c>--name value</c> or, alone, <c>--name</c>. Each is taken once; what is left is a mistake.</summary>
internal sealed class Options
{
    private readonly List<string> _rest;

    public Options(IEnumerable<string> arguments) => _rest = [.. arguments];

    /// <summary>Whether the option is there.</summary>
    public bool Flag(string name) => _rest.Remove(name);

    /// <summary>The option's value, or null.</summary>
    public string? Text(string name)
    {
        int index = _rest.IndexOf(name);
        if (index < 0) return null;
        if (index + 1 == _rest.Count) throw new UsageException($"{name} needs a value");
        string value = _rest[index + 1];
        _rest.RemoveRange(index, 2);
        return value;
    }

    /// <summary>The option's value as a number that is not negative.</summary>
    public double Number(string name, double otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0
            ? number
            : throw new UsageException($"{name} is '{text}', and should be a number");
    }

    /// <summary>The option's value as a whole number that is not negative.</summary>
    public int Count(string name, int otherwise) => (int)Number(name, otherwise);

    /// <summary>The option's values, separated by commas; null when it is not there.</summary>
    public string[]? List(string name) => Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Refuses what nobody has asked for.</summary>
    public void End()
    {
        if (_rest.Count > 0) throw new UsageException($"do not know what to do with: {string.Join(' ', _rest)}");
    }
}

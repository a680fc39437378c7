using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Akka.NetPoll.Benchmarks;

/// <summary>Values of options that System.CommandLine has no words for. A wrong one is answered with what would be right.</summary>
internal static class OptionParsing
{
    /// <summary>The value is a number that is not smaller.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, T least) where T : INumber<T>
    {
        option.CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (T.TryParse(text, CultureInfo.InvariantCulture, out T? number) && number >= least) return number;
            result.AddError($"{option.Name} is '{text}', and should be {(T.IsInteger(T.CreateSaturating(0.5)) ? "a whole number" : "a number")}, at least {least}");
            return least;
        };
        return option;
    }

    /// <summary>The value is a list of names, separated by commas; a name that ends with * is the beginning of several.</summary>
    public static Option<T[]> FromAmong<T>(this Option<T[]> option, IReadOnlyList<T> all, Func<T, string> name)
    {
        option.CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Find).Distinct()];

            T[] Find(string wanted)
            {
                T[] found = wanted.EndsWith('*')
                    ? [.. all.Where(one => name(one).StartsWith(wanted[..^1], StringComparison.Ordinal))]
                    : [.. all.Where(one => name(one) == wanted)];
                if (found.Length == 0) result.AddError($"{option.Name}: there is no '{wanted}', but {string.Join(", ", all.Select(name))}");
                return found;
            }
        };
        return option;
    }

    /// <summary>Each value is <c>NAME=VALUE</c>; the option may be given several times.</summary>
    public static Option<T[]> Entries<T>(this Option<T[]> option, Func<ArgumentResult, string, string, T?> make) where T : class
    {
        option.Arity = ArgumentArity.OneOrMore;
        option.CustomParser = result => [.. result.Tokens.Select(token => Make(result, token.Value)).OfType<T>()];
        return option;

        T? Make(ArgumentResult result, string entry)
        {
            int at = entry.IndexOf('=', StringComparison.Ordinal);
            if (at > 0) return make(result, entry[..at], entry[(at + 1)..]);
            result.AddError($"{option.Name} is '{entry}', and should be {option.HelpName}");
            return null;
        }
    }
}

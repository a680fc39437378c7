namespace Samples.Chat;

/// <summary>The server cannot be started; the message is for the person who started it.</summary>
internal sealed class ChatException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>The exit code when the command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;
}

namespace Samples.Chat;

/// <summary>The server cannot be started; the message is for whoever has started it.</summary>
internal sealed class ChatException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;
}

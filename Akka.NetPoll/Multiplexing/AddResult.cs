namespace Akka.NetPoll.Multiplexing;

/// <summary>What became of an Add: the registration, or why there is none.</summary>
internal readonly struct AddResult
{
    private AddResult(Registration? registration, MultiplexerException? refusal) => (Registration, Refusal) = (registration, refusal);

    /// <summary>Null when it was refused.</summary>
    public Registration? Registration { get; }

    /// <summary>To be told or thrown; null when the handle is watched.</summary>
    public MultiplexerException? Refusal { get; }

    public static implicit operator AddResult(Registration registration) => new(registration, null);

    public static implicit operator AddResult(MultiplexerException refusal) => new(null, refusal);
}

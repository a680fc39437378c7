namespace Akka.Configuration.Hocon;

/// <summary>A substitution whose document is still being read.</summary>
/// <param name="Substitution">The piece that is to be resolved.</param>
/// <param name="Owner">The value that it is a piece of.</param>
/// <param name="OwnerPath">Where that value is.</param>
/// <param name="Earlier">What the same key held before; empty if nothing.</param>
/// <param name="Optional">Whether it may stand for nothing: <c>${?path}</c>.</param>
internal sealed record PendingSubstitution(
    HoconSubstitution Substitution, HoconValue Owner, string OwnerPath, HoconValue Earlier, bool Optional);

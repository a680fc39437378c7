// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Dispatch.SysMsg;

/// <summary>The end of a closed mailbox's list: nothing is linked behind it any more.</summary>
public class NoMessage : SystemMessage
{
    internal static readonly NoMessage Instance = new();

    public override string ToString() => "NoMessage";
}

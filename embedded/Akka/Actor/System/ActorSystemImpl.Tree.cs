// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Text;

namespace Akka.Actor.Internal;

internal sealed partial class ActorSystemImpl
{
    public override string PrintTree()
    {
        var text = new StringBuilder();
        Print(LookupRoot, 0, text);
        return text.ToString();
    }

    private static void Print(IActorRef node, int depth, StringBuilder text)
    {
        text.Append(' ', depth * 4).Append(depth == 0 ? "-> " : "L-> ").Append(node.Path.Name).Append(' ').Append(node.GetType().Name);
        if (node is not LocalActorRef { Cell: var cell })
        {
            text.AppendLine();
            return;
        }
        var children = cell.GetChildren().Order().ToArray();
        text.Append(' ').Append(cell.Actor?.GetType().ToString() ?? "null").Append(" status=").Append(cell.Mailbox.CurrentStatus())
            .Append(' ').Append(children.Length).AppendLine(" children");
        foreach (var child in children) Print(child, depth + 1, text);
    }
}

// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Evaluates an argument of a <c>new</c> expression.</summary>
internal static class ConstructorArgument
{
    public static object Evaluate(Expression argument) => argument switch
    {
        ConstantExpression constant => constant.Value,
        // A captured variable, by far the most frequent: compiling would cost a thousand times as much.
        MemberExpression { Member: FieldInfo field, Expression: var owner } when owner is null or ConstantExpression =>
            field.GetValue((owner as ConstantExpression)?.Value),
        _ => Expression.Lambda<Func<object>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)(),
    };
}

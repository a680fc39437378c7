namespace Akka.TestKit;

/// <summary>Wraps predicates for ExpectMsgAllOfMatchingPredicates.</summary>
public static class PredicateInfoFactory
{
    /// <summary>Wraps a predicate.</summary>
    public static PredicateInfo CreatePredicateInfo<T>(this Predicate<T> predicateT) => PredicateInfo.Create(predicateT);

    /// <summary>Wraps any function of one parameter that returns a boolean.</summary>
    /// <exception cref="ArgumentException">It takes or returns something else.</exception>
    public static PredicateInfo CreatePredicateInfo<T>(this Delegate predicateT)
    {
        var method = predicateT.Method;
        var fault = (method.ReturnType == typeof(bool) ? "" : "Return type of this Delegate is not a boolean. ")
            + (method.GetParameters().Length == 1 ? "" : "Delegate does not take exactly one parameter.");
        if (fault.Length > 0) throw new ArgumentException(fault);

        return PredicateInfo.Create((Predicate<T>)Delegate.CreateDelegate(typeof(Predicate<T>), predicateT.Target, method));
    }
}

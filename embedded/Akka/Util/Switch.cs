namespace Akka.Util;

/// <summary>An on/off switch that runs an action as it is thrown, one thread at a time.</summary>
/// <remarks>If the action throws, the switch is put back. The action may use the switch again.</remarks>
public class Switch
{
    private readonly object _gate = new();
    private readonly AtomicBoolean _on;

    public Switch(bool startAsOn = false) => _on = new AtomicBoolean(startAsOn);

    public bool IsOn => _on.Value;

    public bool IsOff => !_on.Value;

    /// <summary>Switches on; false if it was on.</summary>
    public bool SwitchOn() => TranscendFrom(false, static () => { });

    /// <summary>Switches on and runs the action; false, and nothing run, if it was on.</summary>
    public bool SwitchOn(Action action) => TranscendFrom(false, action);

    /// <summary>Switches off; false if it was off.</summary>
    public bool SwitchOff() => TranscendFrom(true, static () => { });

    /// <summary>Switches off and runs the action; false, and nothing run, if it was off.</summary>
    public bool SwitchOff(Action action) => TranscendFrom(true, action);

    /// <summary>Runs the action if it is on at this moment.</summary>
    public bool IfOn(Action action) => RunIf(IsOn, action);

    /// <summary>Runs the action if it is off at this moment.</summary>
    public bool IfOff(Action action) => RunIf(IsOff, action);

    /// <summary>Runs the action if it is on, and keeps it so meanwhile.</summary>
    public bool WhileOn(Action action)
    {
        lock (_gate) return RunIf(IsOn, action);
    }

    /// <summary>Runs the action if it is off, and keeps it so meanwhile.</summary>
    public bool WhileOff(Action action)
    {
        lock (_gate) return RunIf(IsOff, action);
    }

    /// <summary>Runs the action while nobody throws the switch.</summary>
    public void Locked(Action action)
    {
        lock (_gate) action();
    }

    protected bool TranscendFrom(bool from, Action action)
    {
        lock (_gate)
        {
            if (!_on.CompareAndSet(from, !from)) return false;
            try
            {
                action();
            }
            catch
            {
                _on.CompareAndSet(!from, from);
                throw;
            }

            return true;
        }
    }

    private static bool RunIf(bool condition, Action action)
    {
        if (condition) action();
        return condition;
    }
}

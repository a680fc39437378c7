namespace Akka.NetPoll.Polling;

/// <summary>The watched sockets, each under a 64-bit key made of its slot and the slot's generation.</summary>
/// <remarks>
/// A descriptor is no key: the kernel gives a closed one to the next socket, and a late event would reach it. A slot's
/// generation changes when it is freed, so the key of a late event finds no PollDesc. Adding and removing are done under
/// the PollLoop's lock; any thread may look up.
/// </remarks>
internal sealed class PollTable
{
    private readonly Stack<int> _free = new();
    private PollDesc?[] _slots = new PollDesc?[64];
    private uint[] _generations = new uint[64];
    private int _used;

    public int Count => _used - _free.Count;

    public void Add(PollDesc desc)
    {
        int slot = _free.Count > 0 ? _free.Pop() : NewSlot();
        // Never zero, so that no key is zero: that one is the multiplexer's own.
        uint generation = Math.Max(1, _generations[slot]);
        _generations[slot] = generation;
        desc.Key = ((long)generation << 32) | (uint)slot;
        Volatile.Write(ref _slots[slot], desc);
    }

    /// <summary>Frees the slot.</summary>
    /// <returns>False if the desc is not in this table.</returns>
    public bool Remove(PollDesc desc)
    {
        if (Find(desc.Key) != desc) return false;
        int slot = (int)desc.Key;
        Volatile.Write(ref _slots[slot], null);
        _generations[slot]++;
        _free.Push(slot);
        return true;
    }

    /// <summary>The PollDesc that has this very key, or null.</summary>
    public PollDesc? Find(long key)
    {
        PollDesc?[] slots = Volatile.Read(ref _slots);
        uint slot = (uint)key;
        if (slot >= (uint)slots.Length) return null;
        PollDesc? desc = Volatile.Read(ref slots[slot]);
        return desc is not null && desc.Key == key ? desc : null;
    }

    public PollDesc[] ToArray() => _slots.OfType<PollDesc>().ToArray();

    private int NewSlot()
    {
        if (_used == _slots.Length)
        {
            // Readers go on with the old array until they see the new one, which has all that the old one had.
            Array.Resize(ref _generations, _used * 2);
            var grown = new PollDesc?[_used * 2];
            Array.Copy(_slots, grown, _used);
            Volatile.Write(ref _slots, grown);
        }

        return _used++;
    }
}

using System.Collections.Generic;

namespace PipelineDsl.Patterns;

/// <summary>Where some threads, all between two code points or all within one, lead with the bytes that may come next.</summary>
internal sealed class ThreadFan(ByteProgramWalker walker, ByteClasses classes, ThreadList threads, ByteContext before)
{
    private readonly ThreadList?[] _closed = new ThreadList?[ByteContexts.Count];
    private readonly List<(int Thread, int Target)>?[]?[] _taken = new List<(int Thread, int Target)>?[]?[ByteContexts.Count];
    private ThreadList? _repaired;

    /// <summary>The threads after a byte that is not UTF-8, which is to say after U+FFFD.</summary>
    public ThreadList Repaired => _repaired ??= Repair();

    /// <summary>The threads at rest before a context.</summary>
    public ThreadList Close(ByteContext after) => _closed[(int)after] ??= walker.Close(threads, before, after);

    /// <summary>The threads after a byte of a class.</summary>
    public ThreadList Step(ByteContext context, int @class)
    {
        ThreadList closed = Close(context);
        return walker.Collect(closed, (_taken[(int)context] ??= walker.Distribute(closed, classes))[@class]);
    }

    private ThreadList Repair()
    {
        ThreadList first = Step(ByteContext.Other, classes.Map[0xEF]);
        ThreadList second = Inside(first).Step(ByteContext.Other, classes.Map[0xBF]);
        return Inside(second).Step(ByteContext.Other, classes.Map[0xBD]);
    }

    private ThreadFan Inside(ThreadList within) => new(walker, classes, within, ByteContext.Other);
}

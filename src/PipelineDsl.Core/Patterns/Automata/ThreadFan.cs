namespace PipelineDsl.Patterns;

/// <summary>Where some threads, all between two code points or all within one, lead with the bytes that may come next.</summary>
internal sealed class ThreadFan(ByteProgramWalker walker, ThreadList threads, ByteContext before)
{
    private readonly ThreadList?[] _closed = new ThreadList?[ByteContexts.Count];
    private ThreadList? _repaired;

    /// <summary>The threads after a byte that is not UTF-8, which is to say after U+FFFD.</summary>
    public ThreadList Repaired => _repaired ??= Repair();

    /// <summary>The threads at rest before a context.</summary>
    public ThreadList Close(ByteContext after) => _closed[(int)after] ??= walker.Close(threads, before, after);

    /// <summary>The threads after a byte of a context.</summary>
    public ThreadList Step(ByteContext context, byte value) => walker.Step(Close(context), value);

    private ThreadList Repair()
    {
        ThreadList first = walker.Step(Close(ByteContext.Other), 0xEF);
        ThreadList second = walker.Step(Inside(first), 0xBF);
        return walker.Step(Inside(second), 0xBD);
    }

    private ThreadList Inside(ThreadList within) => walker.Close(within, ByteContext.Other, ByteContext.Other);
}

namespace PipelineDsl.Patterns;

/// <summary>What is known after some bytes, for all threads at once.</summary>
/// <param name="Threads">The threads if the bytes are UTF-8 so far; they may be within a code point.</param>
/// <param name="Repaired">
/// Within a code point, the threads for the case that it is never completed: each byte of it then counts as one U+FFFD.
/// </param>
/// <param name="Phase">The <see cref="Utf8Phase"/>.</param>
/// <param name="Before">What the threads come after.</param>
/// <param name="Registers">Where the value of each tag is kept, by the numbers that the threads have for values.</param>
internal sealed record DeterministicState(ThreadList Threads, ThreadList Repaired, int Phase, ByteContext Before, int[] Registers);

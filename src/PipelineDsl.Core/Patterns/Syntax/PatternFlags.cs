using System;

namespace PipelineDsl.Patterns;

/// <summary>What <c>(?imsU)</c> changes.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,

    /// <summary><c>i</c>: letters match in any case.</summary>
    FoldCase = 1,

    /// <summary>Not <c>m</c>: <c>^</c> and <c>$</c> are the ends of the text.</summary>
    OneLine = 2,

    /// <summary><c>s</c>: a dot matches a newline.</summary>
    DotAll = 4,

    /// <summary><c>U</c>: <c>x*</c> and <c>x*?</c> swap their meanings.</summary>
    Ungreedy = 8,
}

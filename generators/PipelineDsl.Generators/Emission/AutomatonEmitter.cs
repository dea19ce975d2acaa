using System.Globalization;
using PipelineDsl.Generators.Model;
using PipelineDsl.Patterns;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes patterns as automata in tables, so that a program need not read them: a class for each, which all rule lists share.</summary>
internal sealed class AutomatonEmitter(Statics statics)
{
    /// <summary>Entries of a table; source of more is too long to compile quickly and to open.</summary>
    public const int MaxEntries = 1 << 13;

    /// <summary>Entries of a table with groups.</summary>
    public const int MaxGroupEntries = 1 << 12;

    /// <summary>A call that tests a value; null if the automaton would be too large.</summary>
    public Condition? Test(PatternAutomata pattern, Operand value)
    {
        if (pattern.Test is not { } test)
        {
            return null;
        }

        ByteDfa dfa = pattern.Dfa!;
        return dfa.IsEmpty ? Condition.Never
            : dfa.IsUniversal ? Condition.Always
            : value.Known is null ? new($"{statics.Class(test)}.IsMatch({value.Text})", true)
            : dfa.IsMatch(value.Known) ? Condition.Always : Condition.Never;
    }

    /// <summary>A method that sets a label from the groups of a value; null if the automaton would be too large.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="action">What to do with the groups. The value is called <c>value</c>, the groups are in <c>groups</c>.</param>
    public string? Replace(PatternAutomata pattern, string action)
    {
        if (pattern.Groups is not { } groups)
        {
            return null;
        }

        return statics.Class("Replace", pattern.Text, "void Run(LabelSetBuilder labels, ReadOnlySpan<byte> value)", writer => writer
            .Line($"Span<int> groups = stackalloc int[{Number(pattern.Tagged!.Lists.SlotCount)}];")
            .Open($"if ({statics.Class(groups)}.Match(value, groups))").Line(action).Close()) + ".Run";
    }

    /// <summary>The class that tests values; null if the automaton would be too large.</summary>
    public static PatternClass? TestClass(PatternAutomata pattern)
    {
        if (pattern.Dfa is not { } dfa || dfa.Table.Length > MaxEntries)
        {
            return null;
        }

        var writer = new SourceWriter(indent: 2);
        WriteClasses(writer, dfa.ClassOf);
        TableEmitter.Write(writer, "s_table", TableEmitter.TypeFor(dfa.Table.Length), dfa.ClassCount, [.. dfa.Table.ToArray().Select(static entry => (uint)entry)]);
        writer.Line()
            .Line("public static bool IsMatch(ReadOnlySpan<byte> value) => PatternTables.IsMatch(")
            .Line($"    value, s_classes, s_table, classCount: {Number(dfa.ClassCount)}, start: {Number(dfa.Start)}, firstAccepting: {Number(dfa.FirstAccepting)});");
        return PatternClasses.Of("Test", pattern.Text, writer.ToString());
    }

    /// <summary>The class that finds groups; null if the automaton would be too large, or matches nothing.</summary>
    public static PatternClass? GroupClass(PatternAutomata pattern)
    {
        if (pattern.Tagged is not { IsEmpty: false } dfa || dfa.Table.Length > MaxGroupEntries)
        {
            return null;
        }

        var writer = new SourceWriter(indent: 2);
        WriteClasses(writer, dfa.ClassOf);
        TableEmitter.Write(writer, "s_table", "uint", dfa.Stride, dfa.Table.ToArray());
        bool hasOperations = !dfa.Lists.Operations.IsEmpty;
        if (hasOperations)
        {
            TableEmitter.Write(writer, "s_operations", "ushort", 0, [.. dfa.Lists.Operations.ToArray().Select(static entry => (uint)entry)]);
        }

        TableEmitter.Write(writer, "s_slots", "byte", 0, [.. dfa.Lists.Slots.ToArray().Select(static entry => (uint)entry)]);
        writer.Line()
            .Line("public static bool Match(ReadOnlySpan<byte> value, Span<int> groups) => PatternTables.Match(value, groups, new GroupTables(")
            .Line($"    s_classes, s_table, {(hasOperations ? "s_operations" : "default")}, s_slots, "
                + $"classCount: {Number(dfa.ClassCount)}, start: {Number(dfa.Start)}, lastSettled: {Number(dfa.LastSettled)}));");
        return PatternClasses.Of("Groups", pattern.Text, writer.ToString());
    }

    private static void WriteClasses(SourceWriter writer, ReadOnlySpan<byte> classOf) =>
        TableEmitter.Write(writer, "s_classes", "byte", 0, [.. classOf.ToArray().Select(static entry => (uint)entry)]);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

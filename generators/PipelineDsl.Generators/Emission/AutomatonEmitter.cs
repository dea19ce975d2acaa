using System.Globalization;
using PipelineDsl.Patterns;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes patterns as automata in tables, so that a program need not read them.</summary>
internal sealed class AutomatonEmitter(Statics statics)
{
    /// <summary>Entries of a table; source of more is too long to compile quickly and to open.</summary>
    public const int MaxEntries = 1 << 13;

    /// <summary>Entries of a table with groups.</summary>
    public const int MaxGroupEntries = 1 << 12;

    /// <summary>A call that tests a value; null if the automaton would be too large.</summary>
    public Condition? Test(PatternAutomata pattern, Operand value)
    {
        if (pattern.Dfa is not { } dfa || dfa.Table.Length > MaxEntries)
        {
            return null;
        }

        if (value.Known is not null)
        {
            return dfa.IsMatch(value.Known) ? Condition.Always : Condition.Never;
        }

        return new($"{TestMethod(pattern.Text, dfa)}({value.Text})", true);
    }

    /// <summary>A method that sets a label from the groups of a value; null if the automaton would be too large.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="action">What to do with the groups. The value is called <c>value</c>, the groups are in <c>groups</c>.</param>
    public string? Replace(PatternAutomata pattern, string action)
    {
        if (pattern.Tagged is not { } dfa || dfa.Table.Length > MaxGroupEntries)
        {
            return null;
        }

        return statics.Method("Replace", pattern.Text + "\n" + action, (writer, name) =>
        {
            string tables = Groups(pattern.Text, dfa);
            writer.Line($"// {Literals.Comment(pattern.Text)}")
                .Open($"private static void {name}(LabelSetBuilder labels, ReadOnlySpan<byte> value)")
                .Line($"Span<int> groups = stackalloc int[{Number(dfa.Lists.SlotCount)}];")
                .Open($"if (PatternTables.Match(value, groups, {tables}))").Line(action).Close()
                .Close();
        });
    }

    private string TestMethod(string pattern, ByteDfa dfa)
    {
        string classes = Classes(dfa.ClassOf);
        string type = TableEmitter.TypeFor(dfa.Table.Length);
        string table = TableEmitter.Write(statics, "Table", type, dfa.ClassCount, [.. dfa.Table.ToArray().Select(static entry => (uint)entry)]);
        return statics.Method("IsMatch", pattern, (writer, name) => writer
            .Line($"// {Literals.Comment(pattern)}")
            .Line($"private static bool {name}(ReadOnlySpan<byte> value) => PatternTables.IsMatch(")
            .Line($"    value, {classes}, {table}, classCount: {Number(dfa.ClassCount)}, start: {Number(dfa.Start)}, firstAccepting: {Number(dfa.FirstAccepting)});"));
    }

    private string Groups(string pattern, TaggedDfa dfa)
    {
        string classes = Classes(dfa.ClassOf);
        string table = TableEmitter.Write(statics, "Table", "uint", dfa.Stride, dfa.Table.ToArray());
        string operations = dfa.Lists.Operations.IsEmpty
            ? "default"
            : TableEmitter.Write(statics, "Operations", "ushort", 0, [.. dfa.Lists.Operations.ToArray().Select(static entry => (uint)entry)]);
        string slots = TableEmitter.Write(statics, "Slots", "byte", 0, [.. dfa.Lists.Slots.ToArray().Select(static entry => (uint)entry)]);
        return statics.Method("Groups", pattern, (writer, name) => writer
            .Line($"private static GroupTables {name} => new(")
            .Line($"    {classes}, {table}, {operations}, {slots}, classCount: {Number(dfa.ClassCount)}, start: {Number(dfa.Start)}, lastSettled: {Number(dfa.LastSettled)});"));
    }

    private string Classes(ReadOnlySpan<byte> classOf) =>
        TableEmitter.Write(statics, "Classes", "byte", 0, [.. classOf.ToArray().Select(static entry => (uint)entry)]);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

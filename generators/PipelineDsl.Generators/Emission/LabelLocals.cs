using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace PipelineDsl.Generators.Emission;

/// <summary>The locals that hold label values: a label is looked up once, and again only after a rule may have changed it.</summary>
internal sealed class LabelLocals
{
    private static readonly string[] s_reserved = ["labels", "label", "labelName"];

    private readonly Dictionary<string, string> _locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(s_reserved, StringComparer.Ordinal);
    private readonly HashSet<string> _current = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>A label's value: what an earlier rule set it to, or a local; writes the look-up if there has to be one.</summary>
    public Operand Read(string label, SourceWriter writer)
    {
        if (_known.TryGetValue(label, out byte[]? known))
        {
            return Operand.Of(known);
        }

        bool isDeclared = _locals.TryGetValue(label, out string? local);
        if (local is null)
        {
            _locals.Add(label, local = NewName(label));
        }

        if (_current.Add(label))
        {
            writer.Line($"{(isDeclared ? "" : "ReadOnlySpan<byte> ")}{local} = labels.Get({Literals.Utf8(label)});");
        }

        return new(local);
    }

    /// <summary>A label's value for the one place that still reads it: no local is made for it.</summary>
    public Operand ReadLast(string label) =>
        _known.TryGetValue(label, out byte[]? known) ? Operand.Of(known)
        : new(_current.Contains(label) ? _locals[label] : $"labels.Get({Literals.Utf8(label)})");

    /// <summary>Whether a label's value is known.</summary>
    public bool IsKnown(string label) => _known.ContainsKey(label);

    /// <summary>A rule has set a label to a value, or may have if it is null.</summary>
    public void Change(string label, byte[]? known = null)
    {
        _current.Remove(label);
        _known.Remove(label);
        if (known is not null)
        {
            _known.Add(label, known);
        }
    }

    /// <summary>A rule may have changed any label.</summary>
    public void ChangeAll()
    {
        _current.Clear();
        _known.Clear();
    }

    /// <summary>A name for a local that no other has.</summary>
    public string NewName(string label)
    {
        string stem = Stem(label);
        string name = stem;
        for (int i = 2; !_names.Add(name); i++)
        {
            name = stem + i;
        }

        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    // __meta_kubernetes_pod_name is podName: what all names of a pipeline have in common tells nothing.
    private static string Stem(string label)
    {
        foreach (string prefix in (string[])["__meta_kubernetes_", "__meta_"])
        {
            label = label.StartsWith(prefix, StringComparison.Ordinal) ? label.Substring(prefix.Length) : label;
        }

        var stem = new StringBuilder();
        bool beginsWord = false;
        foreach (char c in label)
        {
            bool isLetter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            if (isLetter || (c is >= '0' and <= '9' && stem.Length > 0))
            {
                stem.Append(stem.Length == 0 ? char.ToLowerInvariant(c) : beginsWord ? char.ToUpperInvariant(c) : c);
                beginsWord = false;
            }
            else
            {
                beginsWord = true;
            }
        }

        return stem.Length == 0 ? "text" : stem.ToString();
    }
}

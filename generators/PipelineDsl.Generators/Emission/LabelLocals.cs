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

    /// <summary>The local with a label's value; writes the look-up if there has to be one.</summary>
    public string Read(string label, SourceWriter writer)
    {
        bool isDeclared = _locals.TryGetValue(label, out string? local);
        if (local is null)
        {
            _locals.Add(label, local = NewName(label));
        }

        if (_current.Add(label))
        {
            writer.Line($"{(isDeclared ? "" : "ReadOnlySpan<byte> ")}{local} = labels.Get({Literals.Utf8(label)});");
        }

        return local;
    }

    /// <summary>A rule may have changed a label.</summary>
    public void Forget(string label) => _current.Remove(label);

    /// <summary>A rule may have changed any label.</summary>
    public void ForgetAll() => _current.Clear();

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

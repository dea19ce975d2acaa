using System.Text;
using PipelineDsl.Relabeling;

namespace PipelineDsl.Generators.Model;

/// <summary>A list of rules, wherever it stands: equal lists share one class.</summary>
internal sealed record RelabelingSpec(EquatableArray<RelabelRule> Rules)
{
    /// <summary>The name of the list's class, from a hash of its content.</summary>
    public string ClassName()
    {
        var content = new StringBuilder();
        foreach (RelabelRule rule in Rules)
        {
            content.Append((int)rule.Action).Append(' ').Append((int)rule.NameScheme).Append(' ').Append(rule.Modulus).Append(' ')
                .Append(rule.SourceLabels.IsDefault ? -1 : rule.SourceLabels.Length);
            foreach (string source in rule.SourceLabels.IsDefault ? [] : rule.SourceLabels)
            {
                Append(content, source);
            }

            Append(content, rule.Separator);
            Append(content, rule.Pattern);
            Append(content, rule.TargetLabel);
            Append(content, rule.Replacement);
            content.Append('\n');
        }

        return ContentName.Of("Relabeling", content.ToString());
    }

    // Lengths before texts: no two lists have the same content.
    private static void Append(StringBuilder content, string text) => content.Append(' ').Append(text.Length).Append(':').Append(text);
}

using System.Text;

namespace PipelineDsl.Generators.Parsing;

/// <summary>The name of a pipeline that was given none.</summary>
internal static class PipelineName
{
    /// <summary>A method's name in lower case with hyphens: <c>ImageAnalysis</c> is <c>image-analysis</c>, <c>HTTPPods</c> is <c>http-pods</c>.</summary>
    public static string Of(string method)
    {
        var name = new StringBuilder();
        for (int i = 0; i < method.Length; i++)
        {
            char c = method[i];
            if (c == '_')
            {
                Break(name);
                continue;
            }

            bool beginsWord = char.IsUpper(c) && i > 0
                && (!char.IsUpper(method[i - 1]) || (i + 1 < method.Length && char.IsLower(method[i + 1])));
            if (beginsWord)
            {
                Break(name);
            }

            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString().Trim('-');
    }

    private static void Break(StringBuilder name)
    {
        if (name.Length > 0 && name[name.Length - 1] != '-')
        {
            name.Append('-');
        }
    }
}

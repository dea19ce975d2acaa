using System.Security.Cryptography;
using System.Text;

namespace PipelineDsl.Generators.Model;

/// <summary>Names classes by what is in them.</summary>
internal static class ContentName
{
    /// <summary>A name that only the same content has.</summary>
    public static string Of(string stem, string content)
    {
        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.Unicode.GetBytes(content));
        var name = new StringBuilder(stem).Append('_');
        for (int i = 0; i < 16; i++)
        {
            name.Append(hash[i].ToString("x2", null));
        }

        return name.ToString();
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Scraping.Series;

namespace PipelineDsl.Scraping.Tests.Series;

public sealed class LineHashTests
{
    [Fact]
    public void Short_texts_under_all_seeds_have_hashes_of_their_own()
    {
        byte[][] texts =
        [
            .. Enumerable.Range(0, 256).Select(i => new[] { (byte)i }),
            .. Enumerable.Range(0, 256 * 256).Select(i => new[] { (byte)i, (byte)(i >> 8) }),
            .. Enumerable.Range(0, 4096).Select(i => new[] { (byte)'m', (byte)i, (byte)(i >> 8) }),
            .. Enumerable.Range(0, 100).Select(i => Encoding.ASCII.GetBytes(new string('a', i + 1))),
        ];
        int count = texts.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count();
        foreach (Func<byte[], ulong, ulong> compute in Algorithms())
        {
            var hashes = new HashSet<ulong>();
            for (ulong seed = 0; seed < 8; seed++)
            {
                hashes.UnionWith(texts.Select(t => compute(t, seed)));
            }

            hashes.Count.ShouldBe(count * 8);
        }
    }

    [Fact]
    public void One_other_byte_makes_another_hash() =>
        Prop.ForAll<byte[], int, byte>((text, at, other) =>
        {
            if (text is not { Length: > 0 } || other == 0)
            {
                return true;
            }

            byte[] changed = [.. text];
            changed[(uint)at % text.Length] ^= other;
            return Algorithms().All(compute => compute(text, 1) != compute(changed, 1) && compute(text, 1) == compute([.. text], 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static IEnumerable<Func<byte[], ulong, ulong>> Algorithms()
    {
        yield return (text, seed) => LineHash.ComputePortable(text, seed);
        if (System.Runtime.Intrinsics.X86.Aes.IsSupported)
        {
            yield return (text, seed) => LineHash.ComputeAes(text, seed);
        }
    }
}

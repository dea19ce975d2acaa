using FsCheck;
using FsCheck.Fluent;
using IronSnappy;

namespace PipelineDsl.Delivery.Tests;

/// <summary>Another implementation must read what ours writes.</summary>
public class SnappyTests
{
    [Fact]
    public void Any_bytes_come_back() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Texts().ToArbitrary(), ShouldComeBack));

    [Fact]
    public void Bytes_of_every_length_around_the_edges_come_back()
    {
        byte[] text = Repetitive(200_000, period: 97, noise: 13);
        foreach (int edge in new[] { 16, 60, 256, 1 << 16, 2 << 16 })
        {
            for (int length = edge - 16; length <= edge + 66; length++)
            {
                ShouldComeBack(text[..length]);
                ShouldComeBack(new byte[length]);
            }
        }
    }

    [Fact]
    public void Copies_of_every_length_and_distance_come_back()
    {
        for (int length = 4; length < 140; length++)
        {
            foreach (int distance in new[] { 1, 3, 8, 2040, 2047, 2048, 2049, 65_000 })
            {
                byte[] text = Noise(66_000, seed: length);
                for (int i = 0; i < length; i++)
                {
                    text[65_100 + i] = text[65_100 + i - distance];
                }

                ShouldComeBack(text);
            }
        }
    }

    [Fact]
    public void What_does_not_compress_hardly_grows() => SnappyBlock.Encode(Noise(1_000_000, 1)).Length.ShouldBeLessThan(1_000_000 + 100);

    [Fact]
    public void It_compresses_about_as_well_as_the_other()
    {
        byte[] text = Repetitive(500_000, period: 250, noise: 20);
        SnappyBlock.Encode(text).Length.ShouldBeLessThanOrEqualTo(Snappy.Encode(text).Length * 11 / 10);
    }

    private static void ShouldComeBack(byte[] text) => Snappy.Decode(SnappyBlock.Encode(text).Span).AsSpan().SequenceEqual(text).ShouldBeTrue();

    private static Gen<byte[]> Texts() =>
        from length in Gen.Choose(0, 150_000)
        from period in Gen.Choose(1, 3000)
        from noise in Gen.Choose(1, 400)
        select Repetitive(length, period, noise);

    // A pattern, with a byte changed after every so many.
    private static byte[] Repetitive(int length, int period, int noise)
    {
        byte[] text = Noise(length, period);
        for (int i = period; i < length; i++)
        {
            text[i] = i % noise == 0 ? text[i] : text[i - period];
        }

        return text;
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] noise = new byte[length];
        new System.Random(seed).NextBytes(noise);
        return noise;
    }
}

using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

public class PatternMatchTests
{
    [Fact]
    public void Offsets_count_bytes()
    {
        Pattern pattern = Pattern.Parse("(?P<first>é+)-(x)?(.*)");
        var offsets = new int[8];

        pattern.Match("éé-日"u8, offsets).ShouldBeTrue();

        offsets.ShouldBe([0, 8, 0, 4, -1, -1, 5, 8]);
        pattern.GroupCount.ShouldBe(3);
        pattern.GroupNames.ShouldBe([null, "first", null, null]);
    }

    [Fact]
    public void More_space_than_needed_is_left_alone()
    {
        int[] offsets = [7, 7, 7];
        Pattern.Parse("a+").Match("aa"u8, offsets).ShouldBeTrue();
        offsets.ShouldBe([0, 2, 7]);
    }

    [Fact]
    public void Too_little_space_is_an_error() =>
        Should.Throw<ArgumentException>(() => Pattern.Parse("(a)").Match("a"u8, new int[3]));

    [Theory]
    [InlineData(".", new byte[] { 0xFF }, true)]
    [InlineData(".", new byte[] { 0xE4, 0xB8 }, false)]
    [InlineData("..", new byte[] { 0xE4, 0xB8 }, true)]
    [InlineData(".", new byte[] { 0xE4, 0xB8, 0x96 }, true)]
    [InlineData("...", new byte[] { 0xE4, 0xB8, 0x96 }, false)]
    [InlineData("..", new byte[] { 0xC0, 0x80 }, true)]
    [InlineData("...", new byte[] { 0xED, 0xA0, 0x80 }, true)]
    [InlineData("\uFFFD", new byte[] { 0xFF }, true)]
    [InlineData("\\x{FFFD}{2}", new byte[] { 0xFF, 0xEF, 0xBF, 0xBD }, true)]
    [InlineData("[^a]b", new byte[] { 0x80, (byte)'b' }, true)]
    [InlineData("[^\\x{FFFD}]", new byte[] { 0x80 }, false)]
    [InlineData(".*b", new byte[] { 0xE4, (byte)'b' }, true)]
    [InlineData("a.*", new byte[] { (byte)'a', 0xFF, 0xFE }, true)]
    public void A_byte_that_is_not_UTF8_counts_as_a_replacement_character(string pattern, byte[] value, bool isMatch)
    {
        Pattern.Parse(pattern).IsMatch(value).ShouldBe(isMatch);
        Pattern.Parse(pattern).Run(value, []).ShouldBe(isMatch);
    }

    [Fact]
    public void Offsets_are_those_of_the_bytes_as_they_are()
    {
        var offsets = new int[8];
        Pattern.Parse("(.)(é|x)(.+)").Match([0xFF, 0xC3, 0xA9, 0xE4, 0xB8, (byte)'a'], offsets).ShouldBeTrue();
        offsets.ShouldBe([0, 6, 0, 1, 1, 3, 3, 6]);
    }

    [Fact]
    public void A_match_that_is_not_anchored_begins_at_a_code_point()
    {
        var offsets = new int[2];
        Pattern.Parse("x)|\\B|(?:y").Match("aé"u8, offsets).ShouldBeTrue();
        offsets.ShouldBe([3, 3]);
    }

    [Fact]
    public void Patterns_with_one_text_are_equal()
    {
        Pattern.Parse("a+").ShouldBe(Pattern.Parse("a+"));
        Pattern.Parse("a+").GetHashCode().ShouldBe(Pattern.Parse("a+").GetHashCode());
        Pattern.Parse("a+").ShouldNotBe(Pattern.Parse("aa*"));
        Pattern.Parse("a+").ToString().ShouldBe("a+");
    }

    [Fact]
    public async Task Threads_can_share_a_pattern()
    {
        Pattern pattern = Pattern.Parse("(a|ab)(c|bcd)(d*)");
        bool Work()
        {
            Span<int> offsets = stackalloc int[8];
            bool isRight = true;
            for (int i = 0; i < 2000; i++)
            {
                isRight &= pattern.Match("abcd"u8, offsets) && offsets.SequenceEqual((int[])[0, 4, 0, 1, 1, 4, 4, 4]);
            }

            return isRight;
        }

        bool[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Work)));

        answers.ShouldAllBe(static answer => answer);
    }
}

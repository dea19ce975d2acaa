using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

/// <summary>Counts are those of Unicode 15.0.</summary>
public class UnicodeClassTests
{
    [Theory]
    [InlineData("L", 136_104)]
    [InlineData("Lu", 1_831)]
    [InlineData("Ll", 2_233)]
    [InlineData("LC", 4_095)]
    [InlineData("Nd", 680)]
    [InlineData("Cn", 825_345)]
    [InlineData("Greek", 518)]
    [InlineData("Han", 98_408)]
    [InlineData("Nag_Mundari", 42)]
    [InlineData("Any", 0x110000)]
    [InlineData("ASCII", 128)]
    [InlineData("Assigned", 0x110000 - 825_345)]
    public void Class_has(string name, int count)
    {
        UnicodeClasses.TryGet(name, out CodePointSet set).ShouldBeTrue();
        set.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("old italic", "Old_Italic")]
    [InlineData("UPPER-CASE_LETTER", "Lu")]
    [InlineData("cntrl", "Cc")]
    [InlineData("Combining_Mark", "M")]
    public void Names_are_found_however_they_are_written(string name, string other)
    {
        UnicodeClasses.TryGet(name, out CodePointSet set).ShouldBeTrue();
        UnicodeClasses.TryGet(other, out CodePointSet same).ShouldBeTrue();
        set.Count.ShouldBe(same.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Unknown")]
    [InlineData("Grek")]
    [InlineData("Script=Greek")]
    [InlineData("Other_Alphabetic")]
    public void Other_names_are_not(string name) => UnicodeClasses.TryGet(name, out _).ShouldBeFalse();

    [Fact]
    public void Categories_cover_everything_once() =>
        new[] { "L", "M", "N", "P", "S", "Z", "C" }.Sum(static name => UnicodeClasses.TryGet(name, out CodePointSet set) ? set.Count : 0)
            .ShouldBe(0x110000);

    [Theory]
    [InlineData('k', "Kk\u212A")]
    [InlineData('s', "Ss\u017F")]
    [InlineData('σ', "Σςσ")]
    [InlineData('ß', "ßẞ")]
    [InlineData('ǆ', "ǄǅǆǄ")]
    public void Cases_fold_to(char c, string equivalents) =>
        CaseFolding.ClassOf(c)!.ShouldBe(equivalents.Distinct().Select(static e => (int)e).Order());

    [Theory]
    [InlineData('1')]
    [InlineData('İ')]
    [InlineData('ı')]
    public void Others_fold_to_nothing(char c) => CaseFolding.ClassOf(c).ShouldBeNull();
}

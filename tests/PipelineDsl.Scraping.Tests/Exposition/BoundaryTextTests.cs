using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Scraping.Exposition;

namespace PipelineDsl.Scraping.Tests.Exposition;

public sealed class BoundaryTextTests
{
    [Fact]
    public void Short_decimals_are_written_as_their_numbers_are()
    {
        var decimals =
            from whole in Gen.Elements("", "0", "00", "1", "12", "090", "100", "999999", "1000000")
            from fraction in Gen.Elements("", ".", ".0", ".5", ".50", ".25", ".0001", ".00001", ".000123", ".123456789", ".1234567891")
            select whole + fraction;
        Prop.ForAll(decimals.Where(text => text is not ("" or ".")).ToArbitrary(), text =>
        {
            double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return Normalize(text) == Write(value);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Theory]
    [InlineData("0", "0.0")]
    [InlineData("5", "5.0")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("1000000", "1e+06")]
    [InlineData("+Inf", "+Inf")]
    public void A_number_has_one_form(string text, string form) => Normalize(text).ShouldBe(form);

    private static string Normalize(string text)
    {
        Span<byte> room = stackalloc byte[BoundaryText.MaxLength];
        BoundaryText.TryNormalize(Encoding.UTF8.GetBytes(text), room, out int written).ShouldBeTrue();
        return Encoding.UTF8.GetString(room[..written]);
    }

    private static string Write(double value)
    {
        Span<byte> room = stackalloc byte[BoundaryText.MaxLength];
        return Encoding.UTF8.GetString(room[..BoundaryText.Write(value, room)]);
    }
}

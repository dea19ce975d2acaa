using PipelineDsl.Scraping.Http;

namespace PipelineDsl.Scraping.Tests.Http;

public sealed class BodyBuffersTests
{
    [Fact]
    public void Buffers_that_are_too_small_make_room_for_those_that_are_wanted()
    {
        var buffers = new BodyBuffers(2);
        byte[][] small = [buffers.Rent(1), buffers.Rent(1)];
        buffers.Return(small[0]);
        buffers.Return(small[1]);

        byte[] large = buffers.Rent(200_000);
        buffers.Return(large);

        buffers.Rent(200_000).ShouldBeSameAs(large);
    }
}

using PipelineDsl.Scraping.Http;

namespace PipelineDsl.Scraping.Tests.Http;

public sealed class BodyBuffersTests
{
    private const int Large = 1024 * 1024;

    [Fact]
    public void A_small_body_leaves_the_large_buffer_to_a_large_one()
    {
        var buffers = new BodyBuffers(2);
        byte[] large = buffers.Rent(Large);
        byte[] small = buffers.Rent(100);
        buffers.Return(large);
        buffers.Return(small);
        buffers.Rent(100).ShouldBeSameAs(small);
        buffers.Rent(Large).ShouldBeSameAs(large);
    }

    [Fact]
    public void Many_small_buffers_do_not_drive_out_a_large_one()
    {
        var buffers = new BodyBuffers(2);
        byte[][] rented = [buffers.Rent(100), buffers.Rent(100), buffers.Rent(Large), buffers.Rent(100)];
        foreach (byte[] buffer in rented)
        {
            buffers.Return(buffer);
        }

        buffers.Rent(Large).ShouldBeSameAs(rented[2]);
    }

    [Fact]
    public void A_giant_is_not_kept()
    {
        var buffers = new BodyBuffers(2);
        byte[] giant = buffers.Rent(64 * Large);
        buffers.Return(giant);
        buffers.Rent(64 * Large).ShouldNotBeSameAs(giant);
    }
}

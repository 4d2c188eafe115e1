package oragen.network.graph;

import oragen.network.graph.OnnxGraph.Value;

/**
 * How a kernel walks over time. The steps under it are laid side by side, so that the convolution is one matrix product:
 * it runs at the full rate of one, and needs no layout with channels first.
 *
 * @param frames that come out
 */
record TimeConvolution(int kernel, int stride, int frames) {
    /** [n, t, in] to [n, frames, kernel · in], of any type; one copy. */
    Value unfold(OnnxGraph graph, Value x) {
        long[] places = new long[frames * kernel];
        for (int frame = 0; frame < frames; frame++) {
            for (int step = 0; step < kernel; step++) {
                places[frame * kernel + step] = (long) frame * stride + step;
            }
        }
        return graph.reshape(graph.gather(x, 1, places, frames, kernel), 0, frames, -1);
    }
}

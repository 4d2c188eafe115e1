package oragen.training.voice;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv1d;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import oragen.network.VoiceFilter;
import oragen.network.VoiceLayers;
import oragen.training.torch.LearnedLayers;

/** The layers of the voice network computed now, on arrays; gradients flow through all of them. */
final class VoiceArrays extends LearnedLayers implements VoiceLayers<NDArray> {
    /** From this length on a kernel is long. */
    private static final int LONG_KERNEL = 128;

    private final NDManager manager;
    private final Map<VoiceFilter, NDArray> filters = new IdentityHashMap<>();

    private final Optional<BandOcclusion> occlusion;

    /** @param manager of the filters, which live as long as it */
    VoiceArrays(NDManager manager, Map<String, NDArray> parameters, Optional<BandOcclusion> occlusion) {
        super(parameters);
        this.manager = manager;
        this.occlusion = occlusion;
    }

    @Override
    public NDArray convolution(NDArray x, String layer, Walk walk) {
        return Conv1d.conv1d(
                        x,
                        parameter(layer + ".weight"),
                        parameter(layer + ".bias"),
                        new Shape(walk.stride()),
                        new Shape(walk.padding()),
                        new Shape(1))
                .singletonOrThrow();
    }

    @Override
    public NDArray filter(NDArray x, VoiceFilter filter, Walk walk) {
        if (filter.length() >= LONG_KERNEL && filter.inputs() == 1) {
            return framed(x, filter, walk);
        }
        NDArray kernel = filters.computeIfAbsent(
                filter, key -> manager.create(key.values(), new Shape(key.outputs(), key.inputs(), key.length())));
        return Conv1d.conv1d(x, kernel, null, new Shape(walk.stride()), new Shape(walk.padding()), new Shape(1))
                .singletonOrThrow();
    }

    /** The same as one matrix product over frames, which PyTorch computes many times faster for long kernels. */
    private NDArray framed(NDArray x, VoiceFilter filter, Walk walk) {
        long samples = x.getShape().get(2);
        long batch = x.getShape().get(0);
        long steps = (samples + 2L * walk.padding() - filter.length()) / walk.stride() + 1;
        int blocks = (filter.length() + walk.stride() - 1) / walk.stride();
        long needed = (steps - 1 + blocks) * walk.stride();
        long used = Math.min(samples, needed - walk.padding());
        NDArray before = manager.zeros(new Shape(batch, walk.padding()));
        NDArray after = manager.zeros(new Shape(batch, needed - walk.padding() - used));
        NDArray padded = NDArrays.concat(new NDList(before, x.squeeze(1).get(":, :" + used), after), 1)
                .reshape(batch, steps - 1 + blocks, walk.stride());
        NDList parts = new NDList();
        for (int block = 0; block < blocks; block++) {
            parts.add(padded.get(":, " + block + ":" + (block + steps)));
        }
        return NDArrays.concat(parts, 2)
                .matMul(frameKernel(filter, blocks * walk.stride()))
                .transpose(0, 2, 1);
    }

    /** [length, out], with zeros below. */
    private NDArray frameKernel(VoiceFilter filter, int length) {
        return filters.computeIfAbsent(filter, key -> {
            float[] kernel = new float[length * key.outputs()];
            for (int output = 0; output < key.outputs(); output++) {
                for (int i = 0; i < key.length(); i++) {
                    kernel[i * key.outputs() + output] = key.values()[output * key.length() + i];
                }
            }
            return manager.create(kernel, new Shape(length, key.outputs()));
        });
    }

    @Override
    public NDArray occlude(NDArray bands) {
        Shape shape = bands.getShape();
        int windows = (int) shape.get(0);
        int count = (int) shape.get(1);
        return occlusion
                .map(some -> bands.mul(manager.create(some.visible(windows, count), new Shape(windows, count, 1))))
                .orElse(bands);
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return Activation.sigmoid(x);
    }

    @Override
    public NDArray squareRoot(NDArray x) {
        return x.sqrt();
    }

    @Override
    public NDArray logarithm(NDArray x) {
        return x.log();
    }

    @Override
    public NDArray clip(NDArray x, float min, float max) {
        return x.clip(min, max);
    }

    @Override
    public NDArray add(NDArray x, float number) {
        return x.add(number);
    }

    @Override
    public NDArray multiply(NDArray left, NDArray right) {
        return left.mul(right);
    }

    @Override
    public NDArray divide(NDArray left, NDArray right) {
        return left.div(right);
    }

    @Override
    public NDArray sum(NDArray x, long axis) {
        return x.sum(new int[] {(int) axis}, true);
    }

    @Override
    public NDArray concatenate(long axis, NDArray left, NDArray right) {
        return NDArrays.concat(new NDList(left, right), (int) axis);
    }
}

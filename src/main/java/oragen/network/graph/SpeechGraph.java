package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import oragen.network.Matrices;
import oragen.network.graph.OnnxGraph.Value;

/**
 * Silero's voice-activity network (version 6, 16 kHz) for chunks that follow each other: its convolutions are matrix
 * products over the chunks of a call, its recurrence is one operator over them.
 */
public final class SpeechGraph {
    public static final String INPUT = "chunks";
    public static final String STATE = "state";
    public static final String OUTPUT = "speech_probability";
    public static final String NEXT_STATE = "next_state";

    /** Samples of a chunk, and those before it that the network sees too. */
    public static final int CHUNK = 512;

    public static final int CONTEXT = 64;

    /** Width of the recurrence. */
    public static final int UNITS = 128;

    /** A spectrum of 256 samples every 128, the end mirrored so that four fit; 129 bands, real parts first. */
    private static final int SPECTRUM_SAMPLES = 256;

    private static final int SPECTRUM_STEP = 128;
    private static final int SPECTRA = 4;
    private static final int BANDS = 129;

    private static final int KERNEL = 3;
    private static final int GATES = 4;

    /** Channels and stride of the convolutions over time, each 3 wide and padded by one. */
    private record Stage(int inputs, int outputs, int stride) {}

    private static final Stage[] STAGES = {
        new Stage(BANDS, 128, 1), new Stage(128, 64, 2), new Stage(64, 64, 2), new Stage(64, UNITS, 1)
    };

    private final OnnxGraph graph = new OnnxGraph("voice_activity");
    private final Parameters parameters;

    /** Where the weights are, by Silero's names. */
    public interface Parameters {
        /** Row-major values of a parameter that must have this shape. */
        float[] values(String name, long... shape);
    }

    private SpeechGraph(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * The graph: {@code chunks} [n, 64 + 512] and {@code state} [2, 1, 128] to {@code speech_probability} [n] and
     * {@code next_state} [2, 1, 128].
     */
    public static OnnxMl.ModelProto build(Parameters parameters) {
        return new SpeechGraph(parameters).build();
    }

    private OnnxMl.ModelProto build() {
        Value chunks = graph.input(INPUT, OnnxGraph.BATCH, CONTEXT + CHUNK);
        Value state = graph.input(STATE, 2, 1, UNITS);
        List<Value> answered = recur(graph.squeeze(convolved(magnitudes(chunks)), 1), state);
        graph.output(OUTPUT, probability(answered.get(0)), OnnxGraph.BATCH);
        graph.output(NEXT_STATE, graph.concatenate(0, answered.get(1), answered.get(2)), 2, 1, UNITS);
        return graph.build();
    }

    /** [n, samples] to [n, spectra, bands]. */
    private Value magnitudes(Value chunks) {
        long[] samples = new long[SPECTRA * SPECTRUM_SAMPLES];
        int last = CONTEXT + CHUNK - 1;
        for (int i = 0; i < samples.length; i++) {
            int sample = i / SPECTRUM_SAMPLES * SPECTRUM_STEP + i % SPECTRUM_SAMPLES;
            samples[i] = sample <= last ? sample : 2 * last - sample;
        }
        Value frames = graph.gather(chunks, 1, samples, SPECTRA, SPECTRUM_SAMPLES);
        float[] basis = parameters.values("stft.forward_basis_buffer", 2 * BANDS, 1, SPECTRUM_SAMPLES);
        Value spectra = graph.matrixProduct(
                frames,
                graph.constant(Matrices.transpose(basis, 2 * BANDS, SPECTRUM_SAMPLES), SPECTRUM_SAMPLES, 2 * BANDS));
        Value squares = graph.multiply(spectra, spectra);
        List<Value> parts = graph.nodes("Split", List.of(squares, graph.longs(BANDS, BANDS)), 2, integer("axis", 2));
        return graph.squareRoot(graph.add(parts.get(0), parts.get(1)));
    }

    /** [n, spectra, bands] to [n, 1, units]. */
    private Value convolved(Value spectra) {
        Value x = spectra;
        int length = SPECTRA;
        for (int stage = 0; stage < STAGES.length; stage++) {
            x = convolved(x, length, "encoder." + stage + ".reparam_conv.", STAGES[stage]);
            length = (length - 1) / STAGES[stage].stride() + 1;
        }
        return x;
    }

    private Value convolved(Value x, int length, String layer, Stage stage) {
        int inputs = stage.inputs();
        int outputs = stage.outputs();
        int steps = (length - 1) / stage.stride() + 1;
        long[] seen = new long[steps * KERNEL];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = (long) i / KERNEL * stage.stride() + i % KERNEL;
        }
        float[] kernel = parameters.values(layer + "weight", outputs, inputs, KERNEL);
        float[] matrix = Matrices.unfoldKernel(kernel, new long[] {outputs, inputs, KERNEL});
        // Before and after each of batch, time and channels.
        Value padded = graph.node("Pad", List.of(x, graph.longs(0, 1, 0, 0, 1, 0)));
        Value windows = graph.reshape(
                graph.gather(padded, 1, seen, steps, KERNEL), OnnxGraph.BATCH, steps, (long) KERNEL * inputs);
        Value bias = graph.constant(parameters.values(layer + "bias", outputs), outputs);
        return graph.rectify(graph.dense(windows, graph.constant(matrix, (long) KERNEL * inputs, outputs), bias));
    }

    /** [n, units] to the units of each chunk, and the two halves of the state. */
    private List<Value> recur(Value x, Value state) {
        List<Value> halves = graph.nodes("Split", List.of(state, graph.longs(1, 1)), 2, integer("axis", 0));
        float[] biases = new float[2 * GATES * UNITS];
        System.arraycopy(gates(parameters.values("decoder.rnn.bias_ih", GATES * UNITS)), 0, biases, 0, GATES * UNITS);
        System.arraycopy(
                gates(parameters.values("decoder.rnn.bias_hh", GATES * UNITS)),
                0,
                biases,
                GATES * UNITS,
                GATES * UNITS);
        return graph.nodes(
                "LSTM",
                List.of(
                        graph.unsqueeze(x, 1),
                        matrix("decoder.rnn.weight_ih"),
                        matrix("decoder.rnn.weight_hh"),
                        graph.constant(biases, 1, biases.length),
                        OnnxGraph.ABSENT,
                        halves.get(0),
                        halves.get(1)),
                3,
                integer("hidden_size", UNITS));
    }

    private Value matrix(String name) {
        return graph.constant(gates(parameters.values(name, GATES * UNITS, UNITS)), 1, GATES * UNITS, UNITS);
    }

    /** PyTorch's order of gates (input, forget, cell, output) to that of ONNX (input, output, forget, cell). */
    private static float[] gates(float[] values) {
        int size = values.length / GATES;
        float[] ordered = new float[values.length];
        int[] source = {0, 3, 1, 2};
        for (int gate = 0; gate < GATES; gate++) {
            System.arraycopy(values, source[gate] * size, ordered, gate * size, size);
        }
        return ordered;
    }

    /** [n, 1, 1, units] to [n]. */
    private Value probability(Value units) {
        Value x = graph.rectify(graph.reshape(units, OnnxGraph.BATCH, UNITS));
        Value answered = graph.dense(
                x,
                graph.constant(parameters.values("decoder.decoder.2.weight", 1, UNITS, 1), UNITS, 1),
                graph.constant(parameters.values("decoder.decoder.2.bias", 1), 1));
        return graph.squeeze(graph.sigmoid(answered), 1);
    }
}

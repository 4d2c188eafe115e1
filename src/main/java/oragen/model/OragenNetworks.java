package oragen.model;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import oragen.bundle.BundleFolder;
import oragen.bundle.BundleManifest;
import oragen.network.AudioSize;
import oragen.network.Deviation;
import oragen.network.FusionNetwork;
import oragen.network.FusionNetwork.Level;
import oragen.network.FusionSize;
import oragen.network.HeadOutputs;
import oragen.network.MaskHead;
import oragen.network.Precision;
import oragen.network.VisualSize;
import oragen.network.Weights;
import oragen.network.graph.AudioHead;
import oragen.network.graph.NetworkGraph;
import oragen.network.graph.NetworkWriter;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;
import oragen.network.graph.VisionTransformer;
import oragen.network.graph.VisualHead;
import oragen.network.graph.Wav2Vec2Encoder;

/** Writes the networks of ORAGEN to a bundle's folder, as the fusion's contract wants them. */
public final class OragenNetworks {
    public static final int WINDOW_SAMPLES = 64_000;
    static final int SLOTS = FusionSize.SLOTS;
    private static final float YEARS = 100;

    private final OragenImport request;
    private final NetworkWriter encoders;
    private final NetworkWriter heads;

    OragenNetworks(BundleFolder folder, OragenImport request, Consumer<String> progress) {
        this.request = request;
        Precision precision = request.options().precision();
        this.encoders = new NetworkWriter(folder, precision, request.source(), request.licence(), progress);
        this.heads = new NetworkWriter(folder, precision.ofHeads(), request.source(), request.licence(), progress);
    }

    /** Waveform [n, 64000] to [n, 199, width], and that to answers. */
    void writeAudio(Weights weights, AudioSize size) throws IOException {
        int frames = Wav2Vec2Encoder.frames(WINDOW_SAMPLES);
        int attentionHeads = request.options().audioHeads(size.width());
        encoders.writeEncoder("audio_encoder", weights, network -> {
            Value waveform = network.graph().input("waveform", OnnxGraph.BATCH, WINDOW_SAMPLES);
            Value hidden = new Wav2Vec2Encoder(network, size, WINDOW_SAMPLES, attentionHeads).encode(waveform);
            network.graph().output("audio_features", hidden, OnnxGraph.BATCH, frames, size.width());
        });
        heads.write("audio_head", weights, network -> {
            Value hidden = network.graph().input("audio_features", OnnxGraph.BATCH, frames, size.width());
            answer(network, new AudioHead(network, request.options().deviation(), frames).answer(hidden));
        });
    }

    /** Crops [n, 3, side, side] to [n, states, width], and those of four slots to answers. */
    void writeVisual(Weights weights, VisualSize size) throws IOException {
        int attentionHeads = request.options().visualHeads(size.width());
        int states = size.layers() + 1;
        encoders.writeEncoder("visual_encoder", weights, network -> {
            Value crops = network.graph().input("crops", OnnxGraph.BATCH, 3, size.imageSide(), size.imageSide());
            Value tokens = new VisionTransformer(network, size, attentionHeads).encode(crops);
            network.graph().output("visual_features", tokens, OnnxGraph.BATCH, states, size.width());
        });
        heads.write("visual_head", weights, network -> {
            Value tokens = network.graph().input("visual_features", OnnxGraph.BATCH, SLOTS, states, size.width());
            Value present = network.graph().input("slot_present", OnnxGraph.BATCH, SLOTS);
            Value frames = network.reshape(tokens, -1, states, size.width());
            answerOfSlots(network, new VisualHead(network, states, size.gate()).answer(frames), present);
        });
    }

    void writeFusion(Weights weights, FusionSize size) throws IOException {
        writeFusion(heads, weights, size, request.options().deviation());
    }

    /** The fusion as every bundle has it, imported or trained. */
    static void writeFusion(NetworkWriter writer, Weights weights, FusionSize size, Deviation deviation)
            throws IOException {
        writer.write("fusion", weights, network -> {
            Value heard = network.graph().input("audio_features", size.audioShape(OnnxGraph.BATCH));
            Value seen = network.graph().input("visual_features", size.visualShape(OnnxGraph.BATCH));
            answer(network, new FusionNetwork<>(network, deviation).answer(heard, seen, Level.INTERMEDIATE));
        });
    }

    /** Age leaves as years: the mapping lies inside the graph. */
    private static void answer(NetworkGraph network, HeadOutputs<Value> head) {
        OnnxGraph graph = network.graph();
        graph.output("gender_logits", head.genderLogits(), OnnxGraph.BATCH, 2);
        Value years = graph.multiply(graph.sigmoid(head.age()), graph.constant(YEARS));
        graph.output("age_years", graph.squeeze(years, 1), OnnxGraph.BATCH);
        if (head.maskLogits() != null) {
            graph.output("mask_logits", head.maskLogits(), OnnxGraph.BATCH, 6);
        }
    }

    /** A window's answer is the mean over its slots with a face; the head's age is a part of 100 years already. */
    private static void answerOfSlots(NetworkGraph network, HeadOutputs<Value> head, Value present) {
        OnnxGraph graph = network.graph();
        Value count = graph.max(graph.unsqueeze(graph.sum(present, 1), 1), graph.constant(1));
        Value share = graph.unsqueeze(graph.divide(present, count), 2);
        Value genders = network.reshape(graph.softmax(head.genderLogits()), -1, SLOTS, 2);
        Value gender = graph.sum(graph.multiply(genders, share), 1);
        graph.output("gender_logits", graph.log(graph.clip(gender, 1e-12f, 1)), OnnxGraph.BATCH, 2);
        Value ages = network.reshape(head.age(), -1, SLOTS, 1);
        Value age = graph.squeeze(graph.sum(graph.multiply(ages, share), 1), 1);
        graph.output("age_years", graph.multiply(age, graph.constant(YEARS)), OnnxGraph.BATCH);
    }

    static FusionSize fusionSize(AudioSize audio, VisualSize visual, MaskHead masks) {
        return new FusionSize(
                Wav2Vec2Encoder.frames(WINDOW_SAMPLES),
                audio.width(),
                List.of(visual.layers() + 1, visual.width()),
                masks);
    }

    static BundleManifest.AudioEncoder audioEncoder(AudioSize size) {
        return new BundleManifest.AudioEncoder(
                NetworkWriter.file("audio_encoder"),
                "waveform",
                "audio_features",
                List.of(Wav2Vec2Encoder.frames(WINDOW_SAMPLES), size.width()));
    }
}

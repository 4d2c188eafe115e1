package oragen.spark.label;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.BiConsumer;
import oragen.corpus.Clip;
import oragen.pipeline.ClipLabeller;
import oragen.pipeline.ClipOutcome;
import oragen.pipeline.LabelModels;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeAhead;
import oragen.pipeline.decode.LabelWatch;
import oragen.pipeline.decode.StageClock;
import org.apache.hadoop.conf.Configuration;

/** The other side of {@link IsolatedLabelling}: reads one clip, labels it, writes its outcome. */
final class IsolatedMain {
    private IsolatedMain() {}

    public static void main(String[] arguments) throws IOException {
        endWithParent();
        Path responses = Path.of(arguments[1]);
        try {
            label(request(Path.of(arguments[0])), (place, outcome) -> write(outcome, responses, place));
        } catch (Throwable e) { // the parent tells it from a crash
            write(e, responses, IsolatedLabelling.ERROR);
        }
        Runtime.getRuntime().halt(0); // a decoder that hangs must not keep this JVM
    }

    /** The parent holds the other end of the standard input: when that closes, nobody waits for an answer. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // it writes nothing
                        }
                    } catch (IOException e) {
                        // closed
                    }
                    Runtime.getRuntime().halt(1);
                },
                "oragen-parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void write(Object outcome, Path responses, int place) {
        try {
            Path file = IsolatedLabelling.response(responses, place);
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, response(outcome));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(responses + " cannot be written", e);
        }
    }

    /** An error goes over as it is; one that holds what cannot be written goes as its text, with where it came from. */
    private static byte[] response(Object outcome) throws IOException {
        try {
            return IsolatedLabelling.bytes(new IsolatedLabelling.Response(outcome));
        } catch (NotSerializableException e) {
            if (!(outcome instanceof Throwable error)) {
                throw e;
            }
            StringWriter text = new StringWriter();
            error.printStackTrace(new PrintWriter(text));
            return IsolatedLabelling.bytes(new IsolatedLabelling.Response(new IllegalStateException(text.toString())));
        }
    }

    private static IsolatedLabelling.Request request(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return (IsolatedLabelling.Request) in.readObject();
        }
    }

    /** @param outcomes takes each outcome with the place of its clip in the request */
    private static void label(IsolatedLabelling.Request request, BiConsumer<Integer, EncodedOutcome> outcomes) {
        Configuration configuration = request.configuration().value();
        List<Clip> clips =
                request.clips().stream().map(IsolatedLabelling.Apart::decoded).toList();
        LabelModels models = ExecutorModels.of(request.settings(), configuration);
        sign();
        LabelWatch watch = new LabelWatch() {
            @Override
            public void begins(Clip clip) {
                sign();
            }

            @Override
            public void advances() {
                sign();
            }

            @Override
            public void ends(Clip clip) {
                sign();
            }
        };
        StageClock clock = new StageClock();
        try (ClipLabeller labeller = new ClipLabeller(
                request.clips().stream().map(IsolatedMain::share).iterator(),
                models,
                request.settings(),
                DecodeAhead.decoder(TaskSettings.decoding(request.settings(), configuration), clock, watch),
                clock,
                watch)) {
            while (labeller.hasNext()) {
                ClipOutcome outcome = labeller.next();
                outcomes.accept(clips.indexOf(outcome.clip()), OutcomeRowCodec.encode(outcome));
            }
            for (Clip stuck : labeller.stuck()) {
                outcomes.accept(clips.indexOf(stuck), IsolatedLabelling.encodedTimeOut(stuck, request.settings()));
            }
        }
    }

    private static ClipShare share(IsolatedLabelling.Apart apart) {
        if (apart.content() == null) {
            return ClipShare.whole(apart.decoded());
        }
        try {
            return ClipShare.of(apart.decoded(), Files.readAllBytes(Path.of(apart.content())));
        } catch (IOException e) {
            throw new UncheckedIOException(apart.content() + " cannot be read", e);
        }
    }

    private static void sign() {
        System.out.write('.');
        System.out.flush();
    }
}

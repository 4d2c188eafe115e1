package oragen.spark;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import oragen.corpus.Clip;
import org.apache.hadoop.conf.Configuration;

/** The other side of {@link IsolatedLabelling}: reads one clip, labels it, writes its outcome. */
final class IsolatedMain {
    private IsolatedMain() {}

    public static void main(String[] arguments) throws IOException {
        Object outcome;
        try {
            outcome = label(Path.of(arguments[0]));
        } catch (Throwable e) { // the parent tells it from a crash
            outcome = new IllegalStateException(e.toString());
        }
        Path part = Path.of(arguments[1] + ".part");
        Files.write(part, IsolatedLabelling.bytes(new IsolatedLabelling.Response(outcome)));
        Files.move(part, Path.of(arguments[1]), StandardCopyOption.ATOMIC_MOVE);
        Runtime.getRuntime().halt(0); // a decoder that hangs must not keep this JVM
    }

    private static Object label(Path file) throws IOException, ClassNotFoundException {
        IsolatedLabelling.Request request;
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            request = (IsolatedLabelling.Request) in.readObject();
        }
        Configuration configuration = request.configuration().value();
        LabelModels models = ExecutorModels.of(request.settings(), configuration);
        sign();
        LabelWatch watch = new LabelWatch() {
            @Override
            public void begins(Clip clip) {
                // the parent knows
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
        Clip clip = ClipRowCodec.decode(request.clip());
        try (ClipLabeller labeller = new ClipLabeller(
                List.of(ClipShare.whole(clip)).iterator(),
                models,
                request.settings(),
                configuration,
                new StageClock(),
                watch)) {
            return OutcomeRowCodec.encode(labeller.next());
        }
    }

    private static void sign() {
        System.out.write('.');
        System.out.flush();
    }
}

package oragen.explain;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.film.FilmWriter;
import oragen.fusion.WindowPrediction;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.media.WaveformPiece;
import oragen.report.Words;
import oragen.window.Span;

/**
 * A film of the frames that were looked at, one a second, with boxes and predictions drawn in, and the sound. Costs about
 * 20 ms a second of the clip.
 */
public final class ExplainedFilm {
    private static final int LONGEST_SIDE = 960;

    /** Below this a line of text does not fit. */
    private static final int LEAST_WIDTH = 480;

    private static final int LINE = 30;
    private static final Color SPEAKER = new Color(0x39, 0xd9, 0x8a);
    private static final Color OTHER = new Color(0xff, 0xc5, 0x3d);
    private static final Color GROUND = new Color(0x10, 0x15, 0x1c);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 18);

    private final ClipLook look;
    private final Map<Integer, LookedFrame> frames = new HashMap<>();
    private final int width;
    private final int pictureHeight;

    private ExplainedFilm(ClipLook look) {
        this.look = look;
        look.frames().forEach(frame -> frames.put(frame.second(), frame));
        LookedFrame first = look.frames().isEmpty() ? null : look.frames().get(0);
        double times = first == null ? 1 : LONGEST_SIDE / (double) Math.max(first.width(), first.height());
        double shown = first == null ? LEAST_WIDTH : first.width() * Math.min(times, enlarged(first));
        this.width = even(Math.max(LEAST_WIDTH, shown));
        this.pictureHeight = even(first == null ? LEAST_WIDTH / 2.0 : first.height() * (shown / first.width()));
    }

    /** Small pictures are shown larger, so that the text beneath does not dwarf them. */
    private static double enlarged(LookedFrame frame) {
        return Math.max(1, LEAST_WIDTH / (double) frame.width());
    }

    private static int even(double pixels) {
        return (int) Math.round(pixels / 2) * 2;
    }

    /** Seconds that the film of a clip has; 0 where there is nothing to show or to hear. */
    static int seconds(ClipLook look) {
        int seen = look.frames().isEmpty()
                ? 0
                : look.frames().get(look.frames().size() - 1).second() + 1;
        int heard = look.levels().isEmpty()
                ? 0
                : (int) Math.round(look.levels().get(look.levels().size() - 1).second());
        return Math.min(LookNotes.FILM_SECONDS, Math.max(seen, heard));
    }

    /** Writes an mp4 on the local disk; false where there is nothing to show or to hear. */
    public static boolean write(ClipLook look, Path file) throws IOException {
        int seconds = seconds(look);
        if (seconds == 0) {
            return false;
        }
        new ExplainedFilm(look).write(file, seconds);
        return true;
    }

    private void write(Path file, int seconds) throws IOException {
        float[] sound = look.sound();
        int rate = sound.length == 0 ? 0 : WaveformPiece.SAMPLE_RATE;
        try (FilmWriter film = FilmWriter.open(file, width, pictureHeight + 2 * LINE, rate)) {
            for (int second = 0; second < seconds; second++) {
                film.add(Pictures.rgb(drawn(second)));
                int from = second * WaveformPiece.SAMPLE_RATE;
                if (from < sound.length) {
                    film.addSound(
                            Arrays.copyOfRange(sound, from, Math.min(sound.length, from + WaveformPiece.SAMPLE_RATE)));
                }
            }
        }
    }

    private BufferedImage drawn(int second) {
        BufferedImage image = new BufferedImage(width, pictureHeight + 2 * LINE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, width, image.getHeight());
        graphics.setFont(FONT);
        LookedFrame frame = frames.get(second);
        if (frame != null && frame.film() != null) {
            drawFrame(graphics, frame, frame.film());
        } else {
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.drawString("no picture", 12, pictureHeight / 2);
        }
        graphics.setColor(Color.WHITE);
        graphics.drawString(said(second), 12, pictureHeight + LINE - 9);
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.drawString(whole(second), 12, pictureHeight + 2 * LINE - 9);
        graphics.dispose();
        return image;
    }

    private void drawFrame(Graphics2D graphics, LookedFrame frame, byte[] jpeg) {
        double times = Math.min(width / (double) frame.width(), pictureHeight / (double) frame.height());
        double left = (width - frame.width() * times) / 2;
        double top = (pictureHeight - frame.height() * times) / 2;
        BufferedImage picture = Pictures.read(jpeg);
        graphics.drawImage(
                picture,
                (int) Math.round(left),
                (int) Math.round(top),
                (int) Math.round(frame.width() * times),
                (int) Math.round(frame.height() * times),
                null);
        graphics.setStroke(new BasicStroke(3));
        DetectedFace speaker = frame.speaker();
        frame.others().forEach(face -> drawBox(graphics, face, OTHER, left, top, times));
        if (speaker != null) {
            drawBox(graphics, speaker.box(), SPEAKER, left, top, times);
        }
    }

    private static void drawBox(
            Graphics2D graphics, FaceBox face, Color colour, double left, double top, double times) {
        graphics.setColor(colour);
        graphics.draw(new Rectangle2D.Double(
                left + face.left() * times, top + face.top() * times, face.width() * times, face.height() * times));
    }

    /** What the windows say that hold the second; of two the one whose middle is nearer. */
    private String said(int second) {
        LookedWindow nearest = null;
        for (LookedWindow window : look.windows()) {
            Span span = window.window().span();
            boolean holds = Seconds.exact(span.startSample()) < second + 1 && Seconds.exact(span.endSample()) > second;
            if (holds && (nearest == null || distance(window, second) < distance(nearest, second))) {
                nearest = window;
            }
        }
        return nearest == null ? "no window" : words(nearest.said());
    }

    private static double distance(LookedWindow window, int second) {
        Span span = window.window().span();
        return Math.abs(Seconds.exact(span.startSample() + span.endSample()) / 2 - second - 0.5);
    }

    private static String words(WindowPrediction said) {
        StringBuilder words = new StringBuilder("now:");
        double[] genders = said.genderProbabilities();
        if (genders != null) {
            Gender gender = Gender.values()[WindowPrediction.likeliest(genders)];
            words.append(String.format(Locale.ROOT, " %s %.2f", gender.label(), genders[gender.ordinal()]));
        }
        if (said.ageYears() != null) {
            words.append(String.format(Locale.ROOT, ", %.0f years", said.ageYears()));
        }
        double[] masks = said.maskProbabilities();
        if (masks != null) {
            MaskType mask = MaskType.values()[WindowPrediction.likeliest(masks)];
            words.append(", ").append(Words.value(mask.label()));
        }
        return words.toString();
    }

    private String whole(int second) {
        return second + " s   clip: "
                + look.prediction()
                        .map(clip -> words(new WindowPrediction(
                                        clip.genderProbabilities(), clip.age(), clip.maskProbabilities()))
                                .substring("now: ".length() - 1)
                                .strip())
                        .orElse("no answer");
    }
}

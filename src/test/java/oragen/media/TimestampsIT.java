package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;

/** Files whose time stamps have gaps, jumps and damage. */
final class TimestampsIT {
    private static final long TWENTY_HOURS = 72_000_000;

    /** Two seconds of sound and pictures, the second of them later by so much. */
    private static TestingMatroska twoSeconds(long laterMillis) throws IOException {
        TestingMatroska file = new TestingMatroska();
        for (int tenth = 0; tenth < 20; tenth++) {
            long millis = tenth * 100L + (tenth < 10 ? 0 : laterMillis);
            if (tenth % 5 == 0) {
                file.picture(millis, 100 + tenth);
            }
            file.sound(millis);
        }
        return file;
    }

    private static Decoded decode(byte[] file) throws MediaException {
        return TestingMedia.decode(file, "clip.mkv", DecodeOptions.WHOLE_FILE);
    }

    @Test
    void aGapOfTwentyHoursComesInPiecesOfAFewSeconds() throws Exception {
        byte[] file = twoSeconds(TWENTY_HOURS).file(TWENTY_HOURS + 2000);
        long end = 0;
        int largest = 0;
        try (MediaStream stream =
                MediaStream.open(TestingMedia.TestingBytes.of(file), "clip.mkv", DecodeOptions.WHOLE_FILE)) {
            for (Optional<MediaPiece> piece = stream.next(); piece.isPresent(); piece = stream.next()) {
                if (piece.get() instanceof WaveformPiece heard) {
                    assertThat(heard.startSample()).isEqualTo(end);
                    end = heard.endSample();
                    largest = Math.max(largest, heard.samples().length);
                }
            }
            assertThat(stream.report().warnings()).isEmpty();
        }
        assertThat(end).isEqualTo(72_002 * 16_000L);
        assertThat(largest).isEqualTo(160_000);
    }

    @Test
    void aGapThatNothingDeclaresIsClosedUpInSoundAndPictures() throws Exception {
        Decoded decoded = decode(twoSeconds(TWENTY_HOURS).file(0));
        assertThat(decoded.waveform().length).isEqualTo(32_000);
        assertThat(decoded.peak(0.9, 1.1)).isGreaterThan(0.2f);
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.frames().get(1).rgb()[0] & 0xff).isCloseTo(110, within(2));
        assertThat(decoded.report().warnings()).containsExactly("timestamp_jumps");
    }

    @Test
    void aShortGapIsSilence() throws Exception {
        Decoded decoded = decode(twoSeconds(3000).file(0));
        assertThat(decoded.waveform().length).isEqualTo(80_000);
        assertThat(decoded.peak(1.1, 3.9)).isZero();
        assertThat(decoded.report().warnings()).isEmpty();
    }

    @Test
    void oneDamagedTimeStampCostsNothing() throws Exception {
        TestingMatroska file = new TestingMatroska();
        for (int tenth = 0; tenth < 20; tenth++) {
            file.sound(tenth == 7 ? 1L << 40 : tenth * 100L);
            if (tenth % 10 == 0) {
                file.picture(tenth * 100L, 100);
            }
        }
        Decoded decoded = decode(file.file(2000));
        assertThat(decoded.waveform().length).isEqualTo(32_000);
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.report().warnings()).containsExactly("timestamp_jumps");
    }

    @Test
    void timeStampsThatStartAnewAfterMinutesContinueTheTime() throws Exception {
        TestingMatroska file = new TestingMatroska();
        for (int second = 0; second < 4; second++) {
            long millis = second < 2 ? 100_000 + second * 1000L : (second - 2) * 1000L;
            file.picture(millis, 100 + second);
            for (int tenth = 0; tenth < 10; tenth++) {
                file.sound(millis + tenth * 100L);
            }
        }
        Decoded decoded = decode(file.file(0));
        assertThat(decoded.report().warnings()).containsExactly("timestamp_jumps");
        assertThat(decoded.waveform().length / 16_000.0).isCloseTo(4, within(0.01));
        assertThat(decoded.frames().get(decoded.frames().size() - 1).rgb()[0] & 0xff)
                .isCloseTo(103, within(2));
    }

    @Test
    void timeStampsThatStartAnewAfterSecondsLoseNeitherSoundNorPictures() throws Exception {
        TestingMatroska file = new TestingMatroska();
        for (int tenth = 0; tenth < 60; tenth++) {
            long millis = tenth % 20 * 100L;
            file.sound(millis);
            if (tenth % 5 == 0) {
                file.picture(millis, 100 + tenth);
            }
        }
        Decoded decoded = decode(file.file(2000));
        assertThat(decoded.waveform().length).isEqualTo(96_000);
        assertThat(decoded.seconds()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(decoded.frames().get(5).rgb()[0] & 0xff).isCloseTo(150, within(2));
        assertThat(decoded.report().warnings()).containsExactly("timestamp_jumps");
    }

    @Test
    void soundThatOverlapsIsNotLost() throws Exception {
        TestingMatroska file = new TestingMatroska();
        for (int tenth = 0; tenth < 20; tenth++) {
            file.sound(tenth * 100L - (tenth < 10 ? 0 : 300));
        }
        Decoded decoded = decode(file.file(0));
        assertThat(decoded.waveform().length).isEqualTo(32_000);
        assertThat(decoded.report().warnings()).isEmpty();
    }

    /** Adds seconds to the decode time of one fragment, or of it and all after it (ISO/IEC 14496-12, 8.8.12). */
    private static byte[] later(byte[] file, int fragment, boolean andAllAfter, long seconds) {
        ByteBuffer bytes = ByteBuffer.wrap(file.clone());
        int found = 0;
        for (int i = 0; i < file.length - 16; i++) {
            if (bytes.getInt(i) == 0x74666474) {
                boolean changed = andAllAfter ? found >= fragment : found == fragment;
                int version = file[i + 4];
                if (changed && version == 1) {
                    bytes.putLong(i + 8, bytes.getLong(i + 8) + seconds * 16_000);
                } else if (changed) {
                    bytes.putInt(i + 8, (int) (bytes.getInt(i + 8) + seconds * 16_000));
                }
                found++;
            }
        }
        assertThat(found).isGreaterThan(fragment + 1);
        return bytes.array();
    }

    @Test
    void fragmentsDeclareNoLengthSoThatTheirDamagedTimesExplainNoGap() throws Exception {
        byte[] file = TestingMedia.resource("/media/fragments.mp4");
        int whole =
                TestingMedia.decode(file, "clip.mp4", DecodeOptions.WHOLE_FILE).waveform().length;
        for (boolean andAllAfter : new boolean[] {false, true}) {
            Decoded decoded =
                    TestingMedia.decode(later(file, 2, andAllAfter, 72_000), "clip.mp4", DecodeOptions.WHOLE_FILE);
            assertThat(decoded.waveform().length).isBetween(whole - 1_700, whole + 1_700);
            assertThat(decoded.report().durationSeconds()).isLessThan(4);
            assertThat(decoded.report().warnings()).containsExactly("timestamp_jumps");
        }
    }
}

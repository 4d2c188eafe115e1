package oragen.training.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import oragen.InputException;

/** A WAV file as the speech folder has them: mono, 16 kHz, 16 bits. */
final class SpeechFile {
    static final int SAMPLE_RATE = 16_000;
    private static final float FULL_SCALE = 32_768;

    private SpeechFile() {}

    /** Samples from −1 to 1. */
    static float[] read(Path file) throws IOException {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = stream.getFormat();
            if (format.getChannels() != 1
                    || format.getSampleRate() != SAMPLE_RATE
                    || format.getSampleSizeInBits() != Short.SIZE
                    || format.isBigEndian()) {
                throw new InputException(file.toString(), format.toString(), "use 16-bit mono WAV at 16 kHz");
            }
            ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.remaining() / Short.BYTES];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort(i * Short.BYTES) / FULL_SCALE;
            }
            return samples;
        } catch (UnsupportedAudioFileException e) {
            throw new InputException(file.toString(), "is not a WAV file", "use 16-bit mono WAV at 16 kHz", e);
        }
    }
}

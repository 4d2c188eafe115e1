package oragen.pipeline.decode;

import oragen.corpus.Clip;
import oragen.media.DecodeReport;
import oragen.media.MediaException;
import oragen.media.MediaPiece;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.run.RejectReason;

/** What the decoding thread tells the labelling thread, clip by clip in order. */
public sealed interface DecodeEvent {
    /** Bytes that the event keeps alive. */
    default int bytes() {
        return 64;
    }

    record Started(Clip clip, boolean hasAudio, boolean hasVideo) implements DecodeEvent {}

    record Piece(MediaPiece piece) implements DecodeEvent {
        @Override
        public int bytes() {
            return piece instanceof WaveformPiece waveform
                    ? waveform.samples().length * Float.BYTES
                    : ((VideoFrame) piece).rgb().length;
        }
    }

    /** A frame that was looked at before. */
    record Seen(SeenFrame frame) implements DecodeEvent {
        @Override
        public int bytes() {
            return frame.bytes();
        }
    }

    record Ended(DecodeReport report) implements DecodeEvent {}

    /** A clip that cannot be decoded; its pieces do not count. */
    record Broken(Clip clip, RejectReason reason, String message, String remedy) implements DecodeEvent {
        static Broken of(Clip clip, MediaException reason) {
            return new Broken(
                    clip, RejectReason.of(reason.reason()), String.valueOf(reason.getMessage()), reason.remedy());
        }

        static Broken of(Clip clip, OutOfMemoryError error) {
            return new Broken(
                    clip,
                    RejectReason.CRASHED,
                    "clip " + clip.clipId() + ": ran out of memory while decoding (" + error.getMessage() + ")",
                    "give the JVM more memory, or convert the file");
        }
    }

    /** Our own error, or the machine's: ends the task. */
    record Failed(Throwable cause) implements DecodeEvent {}

    /** No further clip. */
    record Finished() implements DecodeEvent {}
}

package oragen.spark;

import oragen.corpus.Clip;
import oragen.media.DecodeReport;
import oragen.media.MediaException;
import oragen.media.MediaPiece;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;

/** What the decoding thread tells the labelling thread, clip by clip in order. */
sealed interface DecodeEvent {
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

    record Broken(Clip clip, MediaException reason) implements DecodeEvent {}

    /** Our own error, or the machine's: ends the task. */
    record Failed(Throwable cause) implements DecodeEvent {}

    /** No further clip. */
    record Finished() implements DecodeEvent {}
}

package oragen.media;

/** What a decoder delivers, in the order of the file: pieces of the waveform and sampled frames. */
public sealed interface MediaPiece permits WaveformPiece, VideoFrame {}

/**
 * Files → waveform and frames. All reading by FFmpeg is here, through the interface that JavaCPP's presets give it: JavaCV's
 * grabber goes through a file twice or converts every picture, opens what a playlist names, and cannot tell which packets a
 * second's picture depends on. Its {@code FFmpegFrameGrabber} is the second opinion to which tests hold this package
 * ({@code FrameGrabberIT}); labelling loads no class of JavaCV, as that loads libavdevice, which wants libraries of sound and
 * screen that a server has not.
 */
@NullMarked
package oragen.media;

import org.jspecify.annotations.NullMarked;

package oragen.pipeline;

import oragen.fusion.WindowFeatures;
import oragen.window.Window;

/**
 * A window of a clip under way with its features.
 *
 * @param occlusion place among the ways in which the clip's faces are looked at
 */
record EncodedWindow(ClipSession session, Window window, int occlusion, WindowFeatures features) {}

package oragen.report;

import java.util.List;

/**
 * Clips of a run that a reader should see, with a face of each.
 *
 * @param run key
 * @param note why there is none; empty where there are some
 */
public record FaceGallery(String run, List<ClipPage.Entry> clips, String note) {}

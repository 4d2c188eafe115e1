package oragen.window;

import oragen.bundle.BundleManifest;

/** The published cutting rules. */
final class TestingWindows {
    static final BundleManifest.Windows PUBLISHED = new BundleManifest.Windows(4, 2, 1, 4);

    private TestingWindows() {}
}

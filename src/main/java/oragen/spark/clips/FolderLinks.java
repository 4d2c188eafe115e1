package oragen.spark.clips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Links to folders that a walk must not follow: files would come twice, or the walk never end. */
final class FolderLinks {
    private FolderLinks() {}

    static boolean isLink(org.apache.hadoop.fs.Path path) {
        try {
            return Files.isSymbolicLink(LocalListing.local(path));
        } catch (IOException e) {
            return false; // listing it tells why
        }
    }

    /**
     * Whether a folder is a link to a folder above it, or to one that is walked anyway.
     *
     * @param roots the folders that are walked, none a link to a part of another
     */
    static boolean leadsBack(org.apache.hadoop.fs.Path folder, List<String> roots) {
        try {
            return isLink(folder) && leadsBack(LocalListing.local(folder), paths(roots));
        } catch (IOException e) {
            return false; // listing it tells why
        }
    }

    private static List<Path> paths(List<String> roots) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String root : roots) {
            paths.add(LocalListing.local(new org.apache.hadoop.fs.Path(root)));
        }
        return paths;
    }

    private static boolean leadsBack(Path link, List<Path> roots) throws IOException {
        Path target = link.toRealPath();
        for (Path root : roots) {
            if (isWalked(target, root.toRealPath())) {
                return true;
            }
            for (Path above = link.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
                Path real = above.toRealPath();
                if (real.startsWith(target) || isWalked(target, real)) {
                    return true;
                }
            }
        }
        return link.resolveSibling("").toRealPath().startsWith(target);
    }

    private static boolean isWalked(Path target, Path folder) {
        if (!target.startsWith(folder)) {
            return false;
        }
        for (Path part : folder.relativize(target)) {
            if (PassedOver.reasonOfFolder(part.toString()).isPresent()) {
                return false;
            }
        }
        return true;
    }
}

package oragen.spark.clips;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Folders → rows of {@link FileListing#SCHEMA} of all that is below them.
 *
 * @param roots where the walk began
 */
record FolderWalk(List<String> roots, SerializableConfiguration configuration)
        implements FlatMapFunction<Iterator<String>, Row>, Serializable {
    @Override
    public Iterator<Row> call(Iterator<String> folders) {
        Deque<String> waiting = new ArrayDeque<>();
        folders.forEachRemaining(waiting::add);
        Deque<Row> ready = new ArrayDeque<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (ready.isEmpty() && !waiting.isEmpty()) {
                    FolderContent content = FolderContent.of(waiting.remove(), roots, configuration.value());
                    content.folders().forEach(waiting::addFirst);
                    ready.addAll(content.rows());
                }
                return !ready.isEmpty();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("every folder is listed");
                }
                return ready.remove();
            }
        };
    }
}

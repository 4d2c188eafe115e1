package oragen.spark.label;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import oragen.InputException;
import oragen.corpus.Clip;
import oragen.pipeline.ClipOutcome;
import oragen.pipeline.decode.ClipShare;
import oragen.run.RejectReason;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Clips whose contents come one by one → their outcomes, a group at a time, of which no more is held in memory. A clip
 * without content is rejected; where that of one does not come, the run ends.
 */
final class CellOutcomes implements Iterator<EncodedOutcome> {
    private static final int KEY = 0;
    private static final int CONTENT = 1;

    private final Map<String, Clip> waiting = new LinkedHashMap<>();
    private final Iterator<Tuple2<Integer, Row>> contents;
    private final TaskLabelling labelling;
    private final Deque<EncodedOutcome> rejected = new ArrayDeque<>();
    private Iterator<EncodedOutcome> given = Collections.emptyIterator();

    /** @param contents rows of {@link #row} */
    CellOutcomes(List<Clip> clips, Iterator<Tuple2<Integer, Row>> contents, TaskLabelling labelling) {
        clips.forEach(clip -> waiting.put(clip.identity().key(), clip));
        this.contents = contents;
        this.labelling = labelling;
    }

    static Row row(String key, byte @Nullable [] content) {
        return RowFactory.create(key, content);
    }

    @Override
    public boolean hasNext() {
        while (!given.hasNext() && rejected.isEmpty() && contents.hasNext()) {
            takeGroup();
        }
        if (!given.hasNext() && rejected.isEmpty() && !waiting.isEmpty()) {
            throw changed(waiting.values().iterator().next());
        }
        return given.hasNext() || !rejected.isEmpty();
    }

    @Override
    public EncodedOutcome next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the clips are labelled");
        }
        return rejected.isEmpty() ? given.next() : rejected.remove();
    }

    private void takeGroup() {
        List<ClipShare> shares = new ArrayList<>();
        long bytes = 0;
        while (contents.hasNext() && shares.size() < ScanTask.GROUP_ROWS && bytes < ScanTask.GROUP_BYTES) {
            Row row = contents.next()._2();
            Clip clip = waiting.remove(row.getString(KEY)); // a row that is there twice comes twice
            byte[] content = row.getAs(CONTENT);
            if (clip != null && content == null) {
                reject(clip);
            } else if (clip != null) {
                shares.add(ClipShare.of(clip.with(clip.file().ofBytes(content.length)), content));
                bytes += content.length;
            }
        }
        if (!shares.isEmpty()) {
            given = labelling.outcomes(shares);
        }
    }

    /** Its row may be there, in a file that was not when the table was listed. */
    private static InputException changed(Clip clip) {
        return new InputException(
                "clip " + clip.identity().path(),
                "is no longer where it was listed: the table changed while it was labelled",
                "run the same command again; what is labelled stays");
    }

    private void reject(Clip clip) {
        rejected.add(OutcomeRowCodec.encode(withoutContent(clip)));
    }

    static ClipOutcome.Rejected withoutContent(Clip clip) {
        return new ClipOutcome.Rejected(
                clip,
                "list",
                RejectReason.UNREADABLE,
                "clip " + clip.identity().path() + ": its row has no content",
                "fill in the column of its bytes, then run again with --retry-rejects");
    }
}

package oragen.spark.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import oragen.pipeline.decode.ClipShare;
import oragen.run.RejectReason;
import oragen.spark.label.ScanTask;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a partition → the same rows in the same order, with what was said of their clips. Some rows at a time, so that
 * networks run on batches of several clips.
 *
 * @param scan tells the journals of one transformation from those of others
 * @param outcomeColumns places in {@link ScanTask#OUTCOME} of the columns that are appended
 */
record LabelRows(ScanTask task, ClipColumn column, String scan, List<Integer> outcomeColumns)
        implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private static final int CLIP_ID = ScanTask.OUTCOME.fieldIndex("clip_id");
    private static final int REASON = ScanTask.OUTCOME.fieldIndex("reason");
    private static final int MESSAGE = ScanTask.OUTCOME.fieldIndex("message");

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return rows;
        }
        return new Groups(rows, task.begin(scan));
    }

    /** Takes the next rows when those before are given out. */
    private final class Groups implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final ScanTask.Attempt attempt;
        private Iterator<Row> labelled = List.<Row>of().iterator();
        private long number;

        Groups(Iterator<Row> rows, ScanTask.Attempt attempt) {
            this.rows = rows;
            this.attempt = attempt;
        }

        @Override
        public boolean hasNext() {
            return labelled.hasNext() || rows.hasNext();
        }

        @Override
        public Row next() {
            if (!labelled.hasNext()) {
                if (!rows.hasNext()) {
                    throw new NoSuchElementException("the rows are labelled");
                }
                labelled = group().iterator();
            }
            return labelled.next();
        }

        private List<Row> group() {
            List<Row> taken = new ArrayList<>();
            List<@Nullable ClipShare> clips = new ArrayList<>();
            long bytes = 0;
            while (rows.hasNext() && taken.size() < ScanTask.GROUP_ROWS && bytes < ScanTask.GROUP_BYTES) {
                Row row = rows.next();
                ClipShare clip = column.share(row, number++);
                taken.add(row);
                clips.add(clip);
                bytes += clip == null || clip.content() == null ? 0 : clip.content().length;
            }
            Map<String, Row> outcomes = new HashMap<>();
            attempt.outcomes(clips.stream().filter(clip -> clip != null).toList())
                    .forEachRemaining(outcome -> outcomes.put(outcome.getString(CLIP_ID), outcome));
            List<Row> answers = new ArrayList<>();
            for (int i = 0; i < taken.size(); i++) {
                ClipShare clip = clips.get(i);
                answers.add(answer(
                        taken.get(i),
                        clip == null ? null : outcomes.get(clip.clip().clipId())));
            }
            return answers;
        }

        private Row answer(Row row, @Nullable Row outcome) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(row.get(i));
            }
            for (int place : outcomeColumns) {
                cells.add(outcome == null ? null : outcome.get(place));
            }
            cells.add(outcome == null ? RejectReason.UNREADABLE.label() : outcome.get(REASON));
            cells.add(outcome == null ? "the row has neither bytes nor a path" : outcome.get(MESSAGE));
            return RowFactory.create(cells.toArray());
        }
    }
}

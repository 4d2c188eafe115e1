package oragen.spark.evaluate;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import oragen.evaluation.ClipValues;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Gathers what a partition's clips are judged by, some thousands of clips at a time: a clip lies in a cell of every
 * slice, and a row for each of them would be more than Spark's shuffle does well with. Memory is that of one block.
 *
 * @param slices names of the slices, whose values follow run, imputed, corpus and subset in the rows; then come those of
 *     {@link RankMetrics#columns}
 */
record ClipBlocks(List<String> slices) implements MapPartitionsFunction<Row, Row>, Serializable {
    /** What a value is: the probability of female, the absolute age error in years, the probability of the mask type. */
    enum Kind {
        SCORE,
        ERROR,
        MASK_CONFIDENCE
    }

    /** A cell, a kind, and of each clip its unit, flags and value. */
    static final StructType SCHEMA =
            SliceColumns.KEY.add("kind", DataTypes.IntegerType).add("clips", DataTypes.BinaryType);

    private static final int KEYS = 4;
    private static final int BYTES = Long.BYTES + 1 + Double.BYTES;
    private static final int BLOCK_CLIPS = 1 << 16;
    private static final int SPEAKER = 1;
    private static final int POSITIVE = 2;

    @Override
    public Iterator<Row> call(Iterator<Row> clips) {
        return new Blocks(slices, clips);
    }

    static void read(byte[] clips, ClipValues into) {
        ByteBuffer buffer = ByteBuffer.wrap(clips);
        while (buffer.hasRemaining()) {
            long unit = buffer.getLong();
            byte flags = buffer.get();
            into.add(unit, (flags & SPEAKER) != 0, (flags & POSITIVE) != 0, buffer.getDouble());
        }
    }

    /** A cell's values of a kind, growing. */
    private static final class Values {
        private ByteBuffer buffer = ByteBuffer.allocate(8 * BYTES);

        void add(long unit, int flags, double value) {
            if (buffer.remaining() < BYTES) {
                buffer = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
            }
            buffer.putLong(unit).put((byte) flags).putDouble(value);
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }

    /** A cell of the tables: run, imputed, corpus, subset, slice and value, and a kind. */
    private record Cell(List<Object> key, Kind kind) {
        Row row(Values values) {
            List<Object> cells = new ArrayList<>(key);
            cells.add(kind.ordinal());
            cells.add(values.bytes());
            return RowFactory.create(cells.toArray());
        }
    }

    private static final class Blocks implements Iterator<Row> {
        private final List<String> slices;
        private final Iterator<Row> clips;
        private Iterator<Row> block = List.<Row>of().iterator();

        Blocks(List<String> slices, Iterator<Row> clips) {
            this.slices = slices;
            this.clips = clips;
        }

        @Override
        public boolean hasNext() {
            while (!block.hasNext() && clips.hasNext()) {
                block = nextBlock();
            }
            return block.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all clips of the partition are gathered");
            }
            return block.next();
        }

        private Iterator<Row> nextBlock() {
            Map<Cell, Values> cells = new LinkedHashMap<>();
            Map<List<Object>, List<List<Object>>> cellsOfGroup = new HashMap<>();
            for (int i = 0; i < BLOCK_CLIPS && clips.hasNext(); i++) {
                Row clip = clips.next();
                int at = KEYS + slices.size();
                long unit = clip.getLong(at);
                int speaker = clip.getBoolean(at + 1) ? SPEAKER : 0;
                for (List<Object> key : cellsOfGroup.computeIfAbsent(group(clip), this::cells)) {
                    if (!clip.isNullAt(at + 2)) {
                        int positive = clip.getBoolean(at + 3) ? POSITIVE : 0;
                        cells.computeIfAbsent(new Cell(key, Kind.SCORE), cell -> new Values())
                                .add(unit, speaker | positive, clip.getDouble(at + 2));
                    }
                    if (!clip.isNullAt(at + 4)) {
                        cells.computeIfAbsent(new Cell(key, Kind.ERROR), cell -> new Values())
                                .add(unit, speaker, clip.getDouble(at + 4));
                    }
                    if (!clip.isNullAt(at + 5)) {
                        int right = clip.getBoolean(at + 6) ? POSITIVE : 0;
                        cells.computeIfAbsent(new Cell(key, Kind.MASK_CONFIDENCE), cell -> new Values())
                                .add(unit, speaker | right, clip.getDouble(at + 5));
                    }
                }
            }
            return cells.entrySet().stream()
                    .map(cell -> cell.getKey().row(cell.getValue()))
                    .iterator();
        }

        private List<Object> group(Row clip) {
            Object[] keys = new Object[KEYS + slices.size()];
            Arrays.setAll(keys, clip::get);
            return Arrays.asList(keys);
        }

        private List<List<Object>> cells(List<Object> group) {
            List<List<Object>> cells = new ArrayList<>();
            for (int slice = 0; slice < slices.size(); slice++) {
                Object value = group.get(KEYS + slice);
                if (value != null) {
                    List<Object> key = new ArrayList<>(group.subList(0, KEYS));
                    key.add(slices.get(slice));
                    key.add(value);
                    cells.add(key);
                }
            }
            return cells;
        }
    }
}

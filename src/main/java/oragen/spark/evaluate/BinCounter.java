package oragen.spark.evaluate;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts a partition's clips by cell and bin, some millions at a time: a clip lies in a cell of every slice, and a row
 * for each of them would be more than Spark's aggregation does well with. Memory is that of one block.
 *
 * @param slices names of the slices, whose values follow run, imputed, corpus and subset in the rows
 */
record BinCounter(List<String> slices) implements MapPartitionsFunction<Row, Row>, Serializable {
    /** What a bin counts: {@code POSITIVE} women by the log-odds of female, {@code NEGATIVE} men, {@code AGE_ERROR}. */
    enum Kind {
        POSITIVE,
        NEGATIVE,
        AGE_ERROR
    }

    /** A cell, a kind, and pairs of bin and count, 4 bytes each. */
    static final StructType SCHEMA =
            SliceColumns.KEY.add("kind", DataTypes.IntegerType).add("counts", DataTypes.BinaryType);

    private static final int KEYS = 4;
    private static final int BIN_BITS = 21;
    private static final int KIND_BITS = 2;
    private static final int BLOCK = 1 << 21;

    @Override
    public Iterator<Row> call(Iterator<Row> clips) {
        return new Blocks(slices, clips);
    }

    static void read(byte[] counts, long[] into) {
        ByteBuffer buffer = ByteBuffer.wrap(counts);
        while (buffer.hasRemaining()) {
            into[buffer.getInt()] += buffer.getInt();
        }
    }

    private static final class Blocks implements Iterator<Row> {
        private final List<String> slices;
        private final Iterator<Row> clips;
        private final Map<Row, int[]> cellsOfGroup = new HashMap<>();
        private final Map<Row, Integer> cellNumbers = new HashMap<>();
        private final List<Row> cells = new ArrayList<>();
        private final long[] entries = new long[BLOCK];
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
                throw new NoSuchElementException("the partition is counted");
            }
            return block.next();
        }

        private Iterator<Row> nextBlock() {
            int size = 0;
            int most = 2 * slices.size();
            while (clips.hasNext() && size + most <= BLOCK) {
                Row clip = clips.next();
                int[] lying = cellsOfGroup.computeIfAbsent(group(clip), this::number);
                int values = KEYS + slices.size();
                for (int cell : lying) {
                    if (!clip.isNullAt(values) && !clip.isNullAt(values + 1)) {
                        entries[size++] = entry(cell, clip.getInt(values), clip.getInt(values + 1));
                    }
                    if (!clip.isNullAt(values + 2)) {
                        entries[size++] = entry(cell, Kind.AGE_ERROR.ordinal(), clip.getInt(values + 2));
                    }
                }
            }
            Arrays.sort(entries, 0, size);
            return rows(size).iterator();
        }

        private Row group(Row clip) {
            Object[] keys = new Object[KEYS + slices.size()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = clip.get(i);
            }
            return RowFactory.create(keys);
        }

        private int[] number(Row group) {
            List<Integer> numbers = new ArrayList<>();
            for (int slice = 0; slice < slices.size(); slice++) {
                if (!group.isNullAt(KEYS + slice)) {
                    Row cell = RowFactory.create(
                            group.get(0),
                            group.get(1),
                            group.get(2),
                            group.get(3),
                            slices.get(slice),
                            group.get(KEYS + slice));
                    Integer number = cellNumbers.get(cell);
                    if (number == null) {
                        number = cells.size();
                        cellNumbers.put(cell, number);
                        cells.add(cell);
                    }
                    numbers.add(number);
                }
            }
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }

        private static long entry(int cell, int kind, int bin) {
            return ((long) cell << (BIN_BITS + KIND_BITS)) | ((long) kind << BIN_BITS) | bin;
        }

        private List<Row> rows(int size) {
            List<Row> rows = new ArrayList<>();
            int start = 0;
            while (start < size) {
                int end = start;
                while (end < size && entries[end] >> BIN_BITS == entries[start] >> BIN_BITS) {
                    end++;
                }
                rows.add(row(start, end));
                start = end;
            }
            return rows;
        }

        private Row row(int start, int end) {
            ByteBuffer counts = ByteBuffer.allocate((end - start) * 2 * Integer.BYTES);
            for (int at = start; at < end; ) {
                int first = at;
                while (at < end && entries[at] == entries[first]) {
                    at++;
                }
                counts.putInt((int) (entries[first] & ((1 << BIN_BITS) - 1))).putInt(at - first);
            }
            Row cell = cells.get((int) (entries[start] >> (BIN_BITS + KIND_BITS)));
            int kind = (int) (entries[start] >> BIN_BITS) & ((1 << KIND_BITS) - 1);
            return RowFactory.create(
                    cell.get(0),
                    cell.get(1),
                    cell.get(2),
                    cell.get(3),
                    cell.get(4),
                    cell.get(5),
                    kind,
                    Arrays.copyOf(counts.array(), counts.position()));
        }
    }
}

package oragen.spark.index;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Labels of one item or speaker from several files → one, the first file in order of the names winning; of several in
 * one file that are rows of one frame sequence or equal, the first counts and others are duplicates.
 */
record MergedLabels() implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    static final StructType KEY = new StructType()
            .add("level", DataTypes.StringType)
            .add("key", DataTypes.StringType)
            .add("part", DataTypes.StringType);

    static final StructType SCHEMA = new StructType()
            .add("level", DataTypes.StringType)
            .add("key", DataTypes.StringType)
            .add("values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("file", DataTypes.StringType)
            .add("line", DataTypes.LongType)
            .add("duplicate", DataTypes.BooleanType);

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        List<Row> sorted = new ArrayList<>();
        rows.forEachRemaining(sorted::add);
        sorted.sort(Comparator.comparing((Row row) -> row.<String>getAs("file"))
                .thenComparing(row -> row.<Long>getAs("line")));
        Map<String, String> merged = new TreeMap<>();
        Map<String, Map<String, String>> firstOfFile = new HashMap<>();
        List<Row> result = new ArrayList<>();
        for (Row row : sorted) {
            Map<String, String> values = new HashMap<>(row.getJavaMap(row.fieldIndex("values")));
            Map<String, String> first = firstOfFile.putIfAbsent(row.getAs("file"), values);
            if (first != null && !first.equals(values) && !isOfSequence(merged, values)) {
                result.add(row(key, values, row, true));
            }
            LabelGroups.fill(merged, values);
        }
        result.add(row(key, merged, sorted.get(0), false));
        return result.iterator();
    }

    private static boolean isOfSequence(Map<String, String> merged, Map<String, String> values) {
        String frames = values.get("frames");
        return frames != null && frames.equals(merged.get("frames"));
    }

    private static Row row(Row key, Map<String, String> values, Row source, boolean duplicate) {
        return RowFactory.create(
                key.getAs("level"),
                key.getAs("key"),
                CollectionConverters.asScala(values),
                source.getAs("file"),
                source.getAs("line"),
                duplicate);
    }
}

package oragen.spark.index;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A media file with what its path, its speaker and its own label tell → a row of the manifest. */
record ManifestRow(String corpus, String root, List<String> further) implements MapFunction<Row, Row>, Serializable {
    /** Columns of every manifest; those of the corpus follow. {@code problem} is dropped from it. */
    static final StructType SCHEMA = new StructType()
            .add("clip_id", DataTypes.StringType)
            .add("path", DataTypes.StringType)
            .add("root", DataTypes.StringType)
            .add("corpus", DataTypes.StringType)
            .add("subset", DataTypes.StringType)
            .add("speaker", DataTypes.StringType)
            .add("gender", DataTypes.StringType)
            .add("gender_given", DataTypes.StringType)
            .add("age", DataTypes.DoubleType)
            .add("age_min", DataTypes.DoubleType)
            .add("age_max", DataTypes.DoubleType)
            .add("mask_type", DataTypes.StringType)
            .add("language", DataTypes.StringType)
            .add("face_box", DataTypes.StringType)
            .add("channel", DataTypes.StringType)
            .add("start_second", DataTypes.DoubleType)
            .add("end_second", DataTypes.DoubleType)
            .add("duration_seconds", DataTypes.DoubleType)
            .add("frames", DataTypes.StringType)
            .add("bytes", DataTypes.LongType)
            .add("problem", DataTypes.StringType);

    static StructType schema(List<String> further) {
        StructType schema = SCHEMA;
        for (String name : further) {
            schema = schema.add(name, DataTypes.StringType);
        }
        return schema;
    }

    @Override
    public Row call(Row file) {
        Map<String, String> values = new HashMap<>();
        for (String source : List.of("item_values", "speaker_values", "path_values", "duration_values")) {
            int index = file.fieldIndex(source);
            if (!file.isNullAt(index)) {
                LabelGroups.fill(values, file.getJavaMap(index));
            }
        }
        String path = file.getAs("path");
        String problem = values.remove("label_problem");
        Map<String, @Nullable Double> numbers = new HashMap<>();
        try {
            for (String name : List.of("age", "age_min", "age_max", "start_second", "end_second", "duration_seconds")) {
                numbers.put(name, number(name, values.get(name)));
            }
        } catch (InputException e) {
            problem = e.getMessage();
        }
        String id = values.get("clip_id");
        if (id == null) {
            try {
                id = identity(path, values, numbers).key();
            } catch (InputException e) {
                problem = e.getMessage();
                id = path;
            }
        }
        List<@Nullable Object> cells = new ArrayList<>(List.of(id, path, root, values.getOrDefault("corpus", corpus)));
        for (String name : List.of("subset", "speaker", "gender", "gender_given")) {
            cells.add(values.get(name));
        }
        cells.add(numbers.get("age"));
        cells.add(numbers.get("age_min"));
        cells.add(numbers.get("age_max"));
        for (String name : List.of("mask_type", "language", "face_box", "channel")) {
            cells.add(values.get(name));
        }
        cells.add(numbers.get("start_second"));
        cells.add(numbers.get("end_second"));
        cells.add(numbers.get("duration_seconds"));
        cells.add(values.get("frames"));
        cells.add(file.getAs("bytes"));
        cells.add(problem);
        further.forEach(name -> cells.add(values.get(name)));
        return RowFactory.create(cells.toArray());
    }

    private static ClipIdentity identity(
            String path, Map<String, String> values, Map<String, @Nullable Double> numbers) {
        String face = values.get("face_box");
        return new ClipIdentity(
                path,
                values.get("channel"),
                numbers.get("start_second"),
                numbers.get("end_second"),
                face == null ? null : FaceRegion.parse(face));
    }

    private static @Nullable Double number(String name, @Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InputException(name, "\"" + text + "\" is not a number", "correct the label", e);
        }
    }
}

package oragen.spark.index;

import java.io.Serializable;
import java.util.Iterator;
import oragen.corpus.CorpusPaths;
import oragen.corpus.format.LabelMatch;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A label file and a path in it → the ends of paths that may be meant. */
record LabelTails(LabelMatch match) implements FlatMapFunction<Row, Row>, Serializable {
    static final StructType SCHEMA = new StructType()
            .add("file", DataTypes.StringType)
            .add("key", DataTypes.StringType)
            .add("tail", DataTypes.StringType)
            .add("score", DataTypes.IntegerType)
            .add("whole", DataTypes.BooleanType);

    @Override
    public Iterator<Row> call(Row label) {
        String file = label.getString(0);
        String key = label.getString(1);
        return match.ofLabel(CorpusPaths.folder(file), key).stream()
                .map(tail -> RowFactory.create(file, key, tail.text(), tail.score(), tail.whole()))
                .iterator();
    }
}

package oragen.spark.index;

import java.io.Serializable;
import java.util.Iterator;
import oragen.corpus.format.LabelMatch;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A media file → the ends of its path that a label may give. */
record MediaTails(LabelMatch match) implements FlatMapFunction<Row, Row>, Serializable {
    static final StructType SCHEMA =
            new StructType().add("tail", DataTypes.StringType).add("item_key", DataTypes.StringType);

    @Override
    public Iterator<Row> call(Row file) {
        String path = file.getString(0);
        return match.ofMedia(path).stream()
                .map(tail -> RowFactory.create(tail.text(), path))
                .iterator();
    }
}

package oragen.spark.index;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import oragen.corpus.format.CorpusReader;
import oragen.spark.clips.FileListing;
import oragen.spark.clips.SkippedFiles;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A listed file → its kind, if it is neither media nor labels of the corpus. */
record OtherKinds(CorpusReader reader) implements FlatMapFunction<Row, Row>, Serializable {
    static final StructType SCHEMA = new StructType().add("passed_over", DataTypes.StringType);

    private static final int PATH = FileListing.SCHEMA.fieldIndex("path");

    @Override
    public Iterator<Row> call(Row file) {
        String path = file.getAs(PATH);
        boolean known = reader.media(path).isPresent() || reader.isLabelFile(path);
        return (known ? List.<Row>of() : List.of(RowFactory.create(SkippedFiles.otherKind(path)))).iterator();
    }
}

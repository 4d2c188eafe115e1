package oragen.spark.index;

import java.io.Serializable;
import java.util.Iterator;
import oragen.corpus.format.CorpusReader;
import oragen.corpus.format.MediaFacts;
import oragen.spark.clips.FileListing;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** A listed file → what its path tells; nothing for files that are no media of the corpus. */
record MediaRows(CorpusReader reader) implements FlatMapFunction<Row, Row>, Serializable {
    static final StructType SCHEMA = new StructType()
            .add("path", DataTypes.StringType)
            .add("bytes", DataTypes.LongType)
            .add("item_key", DataTypes.StringType)
            .add("speaker_key", DataTypes.StringType)
            .add("path_values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

    private static final int PATH = FileListing.SCHEMA.fieldIndex("path");
    private static final int BYTES = FileListing.SCHEMA.fieldIndex("bytes");

    /** @param file row of {@link FileListing#SCHEMA}, which may come straight from another step and not know it */
    @Override
    public Iterator<Row> call(Row file) {
        String path = file.getAs(PATH);
        return reader.media(path).stream()
                .map(facts -> row(path, file.getAs(BYTES), facts))
                .iterator();
    }

    private static Row row(String path, long bytes, MediaFacts facts) {
        return RowFactory.create(
                path, bytes, facts.itemKey(), facts.speakerKey(), CollectionConverters.asScala(facts.values()));
    }
}

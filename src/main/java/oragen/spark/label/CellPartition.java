package oragen.spark.label;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import oragen.corpus.Clip;
import oragen.spark.clips.ClipRowCodec;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** One task: clips that lie in tables, and their contents beside them in any order → rows of the product, streaming. */
record CellPartition(LabelPartition partition)
        implements FlatMapFunction2<Iterator<List<Row>>, Iterator<Tuple2<Integer, Row>>, Row> {
    @Override
    public Iterator<Row> call(Iterator<List<Row>> planned, Iterator<Tuple2<Integer, Row>> contents) {
        if (!planned.hasNext()) {
            return Collections.emptyIterator();
        }
        List<Clip> clips = planned.next().stream().map(ClipRowCodec::decode).toList();
        TaskLabelling labelling = partition.begin();
        return partition.rows(labelling, new CellOutcomes(clips, contents, labelling));
    }
}

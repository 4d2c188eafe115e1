package oragen.spark.clips;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import oragen.archive.ArchiveKind;
import oragen.corpus.Clip;
import oragen.corpus.Packing;
import org.apache.spark.sql.Row;

/**
 * Clips dealt to partitions by size, the largest first and each to the lightest partition, so that no straggler
 * decides the wall-clock time.
 */
public record PartitionPlan(List<List<Clip>> partitions) {
    /** Opening a file, starting a decoder and a last incomplete batch cost about as much as so many bytes. */
    private static final long COST_OF_A_CLIP = 50_000;

    private static final int PARTITIONS_A_CORE = 4;

    /** Decoding and looking at pictures takes about so many times what listening takes. */
    private static final int PICTURES_TO_SOUND = 6;

    /** A partition under way to being filled. */
    private record Bin(int index, long[] cost, List<Clip> clips) {}

    /** Clips that one task takes. */
    private record Load(List<Clip> clips, long cost) {}

    /** @param heard keys of clips that are only listened to: their pictures were looked at before */
    public static PartitionPlan of(List<Clip> clips, int count, Set<String> heard) {
        PriorityQueue<Bin> lightest = new PriorityQueue<>(
                Comparator.comparingLong((Bin bin) -> bin.cost()[0]).thenComparingInt(Bin::index));
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < Math.max(1, Math.min(count, clips.size())); i++) {
            bins.add(new Bin(i, new long[1], new ArrayList<>()));
        }
        lightest.addAll(bins);
        List<Load> largestFirst = loads(clips, heard);
        largestFirst.sort(Comparator.comparingLong(Load::cost).reversed());
        for (Load load : largestFirst) {
            Bin bin = lightest.remove();
            bin.clips().addAll(load.clips());
            bin.cost()[0] += load.cost();
            lightest.add(bin);
        }
        return new PartitionPlan(bins.stream().map(Bin::clips).toList());
    }

    /** Members of one compressed tar stay together, in its order: of them each is read after all before it. */
    private static List<Load> loads(List<Clip> clips, Set<String> heard) {
        List<Load> loads = new ArrayList<>();
        Map<String, List<Clip>> together = new TreeMap<>();
        for (Clip clip : clips) {
            Packing packing = clip.file().packing();
            if (packing != null && packing.kind() == Packing.Kind.GZIPPED) {
                together.computeIfAbsent(ArchiveKind.archiveOf(clip.identity().path()), archive -> new ArrayList<>())
                        .add(clip);
            } else {
                loads.add(new Load(List.of(clip), cost(clip, heard)));
            }
        }
        for (List<Clip> members : together.values()) {
            members.sort(Comparator.comparingLong(PartitionPlan::offset));
            loads.add(new Load(
                    members,
                    members.stream().mapToLong(clip -> cost(clip, heard)).sum()));
        }
        return loads;
    }

    private static long offset(Clip clip) {
        Packing packing = clip.file().packing();
        return packing == null ? 0 : packing.offset();
    }

    private static long cost(Clip clip, Set<String> heard) {
        boolean listened = heard.contains(clip.identity().key());
        return clip.file().bytes() / (listened ? PICTURES_TO_SOUND : 1) + COST_OF_A_CLIP;
    }

    public static int defaultCount(int cores) {
        return cores * PARTITIONS_A_CORE;
    }

    /** Rows of {@link ClipRowCodec} of each partition, in lists that can be serialised. */
    public List<List<Row>> rows() {
        List<List<Row>> rows = new ArrayList<>();
        for (List<Clip> partition : partitions) {
            rows.add(
                    new ArrayList<>(partition.stream().map(ClipRowCodec::encode).toList()));
        }
        return rows;
    }

    public long largestBytes() {
        return partitions.stream()
                .mapToLong(clips ->
                        clips.stream().mapToLong(clip -> clip.file().bytes()).sum())
                .max()
                .orElse(0);
    }
}

package oragen.spark.clips;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import oragen.corpus.Clip;

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

    /** @param heard keys of clips that are only listened to: their pictures were looked at before */
    public static PartitionPlan of(List<Clip> clips, int count, Set<String> heard) {
        PriorityQueue<Bin> lightest = new PriorityQueue<>(
                Comparator.comparingLong((Bin bin) -> bin.cost()[0]).thenComparingInt(Bin::index));
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < Math.max(1, Math.min(count, clips.size())); i++) {
            bins.add(new Bin(i, new long[1], new ArrayList<>()));
        }
        lightest.addAll(bins);
        List<Clip> largestFirst = new ArrayList<>(clips);
        largestFirst.sort(
                Comparator.comparingLong((Clip clip) -> cost(clip, heard)).reversed());
        for (Clip clip : largestFirst) {
            Bin bin = lightest.remove();
            bin.clips().add(clip);
            bin.cost()[0] += cost(clip, heard);
            lightest.add(bin);
        }
        return new PartitionPlan(bins.stream().map(Bin::clips).toList());
    }

    private static long cost(Clip clip, Set<String> heard) {
        boolean listened = heard.contains(clip.identity().key());
        return clip.file().bytes() / (listened ? PICTURES_TO_SOUND : 1) + COST_OF_A_CLIP;
    }

    public static int defaultCount(int cores) {
        return cores * PARTITIONS_A_CORE;
    }

    public long largestBytes() {
        return partitions.stream()
                .mapToLong(clips ->
                        clips.stream().mapToLong(clip -> clip.file().bytes()).sum())
                .max()
                .orElse(0);
    }
}

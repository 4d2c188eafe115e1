package oragen.spark.clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import oragen.archive.ArchiveMember;
import oragen.archive.Members;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.MediaEndings;
import oragen.corpus.Packing;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * An archive → rows of {@link ClipTable}, streaming: one for each member that is media, with the labels of its sample.
 * Members whose names agree up to the first dot after the last slash, and that follow one another, are a sample, as in
 * WebDataset. Where the archive is damaged, it is itself rejected as a clip after those that were found.
 */
final class ArchiveClips implements Iterator<Row> {
    private final Archive archive;
    private final Members members;
    private final Deque<Row> ready = new ArrayDeque<>();
    private final List<ArchiveMember> sample = new ArrayList<>();
    private String sampleName = "";
    private boolean empty = true;
    private boolean ended;

    /** @param id of the archive, which those of its clips begin with */
    record Archive(String path, String id, long modifiedMillis) {}

    private ArchiveClips(Archive archive, Members members) {
        this.archive = archive;
        this.members = members;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed at the end, or when the task ends before
    static Iterator<Row> of(Archive archive, Configuration configuration) {
        ArchiveClips clips = new ArchiveClips(archive, Members.open(archive.path(), configuration));
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener(context -> {
                clips.close();
            });
        }
        return clips;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            if (members.hasNext()) {
                take(members.next());
            } else {
                end();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the archive has no further member");
        }
        return ready.remove();
    }

    private void end() {
        giveSample();
        if (empty) {
            ready.add(ClipTable.row(
                    ClipTable.clip(archive.path(), archive.id(), ClipFile.UNKNOWN), null, "empty archives"));
        }
        ended = true;
        close();
    }

    private void take(ArchiveMember member) {
        empty = false;
        if (member.isDamage()) {
            giveSample();
            ready.add(ClipTable.row(ClipTable.clip(archive.path(), archive.id(), file(member.packing())), null));
            return;
        }
        if (member.passedOver() != null) {
            passOver(member, member.passedOver());
            return;
        }
        String name = member.sample();
        if (!name.equals(sampleName)) {
            giveSample();
            sampleName = name;
        }
        if (member.text() == null && !MediaEndings.isMedia(member.name())) {
            passOver(member, SkippedFiles.otherKind(member.name()));
        } else {
            sample.add(member);
        }
    }

    private void passOver(ArchiveMember member, String reason) {
        ready.add(ClipTable.row(ClipTable.clip(path(member), id(member), ClipFile.UNKNOWN), null, reason));
    }

    private void giveSample() {
        SampleLabels labels = SampleLabels.of(sample);
        for (ArchiveMember member : sample) {
            if (member.text() != null) {
                continue;
            }
            ready.add(ClipTable.row(
                    new Clip(
                            new ClipIdentity(path(member), null, null, null, null),
                            id(member),
                            labels.corpus(),
                            labels.subset(),
                            labels.speaker(),
                            labels.labels(),
                            labels.further(),
                            file(member.packing())),
                    null));
        }
        sample.clear();
    }

    private ClipFile file(Packing packing) {
        return new ClipFile(packing.bytes(), archive.modifiedMillis(), null, null, packing);
    }

    private String path(ArchiveMember member) {
        return archive.path() + Packing.SEPARATOR + member.name();
    }

    private String id(ArchiveMember member) {
        return archive.id() + "/" + member.name();
    }

    private void close() {
        try {
            members.close();
        } catch (IOException e) {
            throw new UncheckedIOException(archive.path() + " cannot be closed", e);
        }
    }
}

package oragen.run;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** What one run has in an output folder: its record, its waves, and the rows that it stages. */
public final class RunStore {
    private final OutputFolder folder;
    private final String runKey;

    public RunStore(OutputFolder folder, String runKey) {
        this.folder = folder;
        this.runKey = runKey;
    }

    public String output() {
        return folder.path().toString();
    }

    public String runKey() {
        return runKey;
    }

    public Optional<RunRecord> record() {
        return folder.records().find(runKey);
    }

    public Path recordFile() {
        return folder.records().file(runKey);
    }

    /** Makes the waves that the record lists count. */
    public void write(RunRecord record) {
        folder.requireLock();
        folder.records().write(record);
    }

    /** Makes a staged table a wave of its own, that counts once the record lists it. */
    public void publish(String table, int wave) {
        folder.requireLock();
        folder.waves().publish(new Path(staging(table)), table, runKey, wave);
    }

    /** Puts a finished file in the place of one of a wave that counts. */
    public void replace(Path finished, Path file) {
        folder.requireLock();
        folder.waves().replace(finished, file);
    }

    /** Deletes every row of this run key, and of no other. */
    public void deleteRun() {
        folder.requireLock();
        folder.records().delete(runKey);
        folder.waves().deleteRun(runKey);
        deleteStaging();
    }

    /** Deletes waves of this run key that a run has left which was ended before it could list them. */
    public void deleteUnlisted() {
        folder.requireLock();
        folder.waves().deleteUnlisted(runKey, record().map(List::of).orElse(List.of()));
    }

    /** Deletes what a run that was ended in the middle of this wave has left. */
    public void deleteLeftovers(int wave) {
        deleteWave(wave);
        WaveFolders.TABLES.forEach(this::deleteStaging);
        deleteStaging("outcomes");
        deleteStaging("seen");
    }

    public void deleteWave(int wave) {
        folder.requireLock();
        folder.waves().delete(runKey, wave);
    }

    /** Deletes one staged table of this run key. */
    public void deleteStaging(String table) {
        folder.delete(new Path(staging(table)));
    }

    /** Deletes the staged rows of this run key; another run that was ended may have left some beside. */
    public void deleteStaging() {
        folder.deleteStaging(runKey);
    }

    public String staging(String table) {
        return new Path(folder.staging(runKey), table).toString();
    }

    /** The folder of this run's waves of a table. */
    public Path waves(String table) {
        return folder.waves().run(table, runKey);
    }

    /** The folder of one wave of a table. */
    public String wave(String table, int wave) {
        return folder.waves().wave(table, runKey, wave).toString();
    }

    public String table(String table) {
        return new Path(folder.path(), table).toString();
    }
}

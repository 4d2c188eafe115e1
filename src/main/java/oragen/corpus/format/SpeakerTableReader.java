package oragen.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;

/**
 * A table of speakers for {@code --format folder}: delimited by commas, tabs or semicolons, with a header; the column
 * {@code speaker} or, without one, the first names the speaker, and the others are columns of the manifest. As in
 * {@code VideoDemographics.csv} of CREMA-D (Cao et al. 2014): {@code ActorID, Age, Sex, Race, Ethnicity}.
 */
public record SpeakerTableReader(GenderCodes codes) implements LabelReader {
    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        return DelimitedLabels.detected(file, List.of(), cells -> {
            String column = cells.header().contains("speaker")
                    ? "speaker"
                    : cells.header().get(0);
            return new Labelled(
                    cells.line(),
                    Level.SPEAKER,
                    cells.require(column),
                    ManifestColumns.values(cells.byName(), codes, column).values());
        });
    }
}

package oragen.pipeline.decode;

import com.google.errorprone.annotations.MustBeClosed;
import oragen.archive.MemberReader;
import oragen.corpus.Clip;
import oragen.media.DecodeOptions;
import oragen.media.MediaException;
import oragen.media.MediaStream;
import org.apache.hadoop.conf.Configuration;

/** Opens the files of one clip after another, wherever they lie; cheap for archives if in their order. For one thread. */
public final class ContainerReader implements AutoCloseable {
    private final Configuration configuration;
    private final MemberReader members;

    public ContainerReader(Configuration configuration) {
        this.configuration = configuration;
        this.members = new MemberReader(configuration);
    }

    @MustBeClosed
    public MediaStream open(Clip clip, DecodeOptions options) throws MediaException {
        return ClipMedia.openClip(clip, options, configuration, members);
    }

    /** The file of a clip, or the content that came with it. */
    @MustBeClosed
    public MediaStream open(ClipShare share, DecodeOptions options) throws MediaException {
        return ClipMedia.openShare(share, options, configuration, members);
    }

    @Override
    public void close() {
        members.close();
    }
}

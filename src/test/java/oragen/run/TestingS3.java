package oragen.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.jclouds.blobstore.util.ForwardingBlobStore;

/** A server on loopback that speaks S3 and keeps one bucket in memory; Spark sessions of this JVM can open it. */
public final class TestingS3 implements AutoCloseable {
    public static final String BUCKET = "s3a://bucket";
    private static final String KEY = "key";
    private static final String SECRET = "secret";

    private final BlobStoreContext context;
    private final S3Proxy server;
    private final Set<String> removed = new ConcurrentSkipListSet<>();

    private TestingS3() {
        context = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials(KEY, SECRET)
                .buildView(BlobStoreContext.class);
        BlobStore store = new Watched(context.getBlobStore(), removed);
        store.createContainerInLocation(null, URI.create(BUCKET).getHost());
        server = S3Proxy.builder()
                .blobStore(store)
                .ignoreUnknownHeaders(true)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .build();
    }

    public static TestingS3 start() {
        TestingS3 started = new TestingS3();
        try {
            started.server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
        started.options().forEach((name, value) -> System.setProperty("spark.hadoop." + name, value));
        return started;
    }

    /** What {@code conf/spark-defaults.conf} shows, and the keys. */
    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("fs.s3a.endpoint", "http://127.0.0.1:" + server.getPort());
        options.put("fs.s3a.endpoint.region", "us-east-1");
        options.put("fs.s3a.path.style.access", "true");
        options.put("fs.s3a.input.stream.type", "classic");
        options.put("fs.s3a.access.key", KEY);
        options.put("fs.s3a.secret.key", SECRET);
        return options;
    }

    public FileSystem fileSystem() throws IOException {
        Configuration configuration = new Configuration();
        options().forEach(configuration::set);
        return FileSystem.get(URI.create(BUCKET), configuration);
    }

    /** A file of the class path → the bucket. */
    public void put(String resource, String target) throws IOException {
        try (InputStream source = TestingS3.class.getResourceAsStream(resource);
                OutputStream stream = fileSystem().create(new Path(target))) {
            source.transferTo(stream);
        }
    }

    /** Names of all that has ever been deleted. */
    public Set<String> removed() {
        return Set.copyOf(removed);
    }

    @Override
    public void close() {
        options().keySet().forEach(name -> System.clearProperty("spark.hadoop." + name));
        try {
            // Hadoop keeps file systems by bucket, and the next server has another port.
            FileSystem.closeAll();
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
        context.close();
    }

    private static final class Watched extends ForwardingBlobStore {
        private final Set<String> removed;

        Watched(BlobStore store, Set<String> removed) {
            super(store);
            this.removed = removed;
        }

        @Override
        public void removeBlob(String container, String name) {
            removed.add(name);
            super.removeBlob(container, name);
        }

        @Override
        public void removeBlobs(String container, Iterable<String> names) {
            names.forEach(removed::add);
            super.removeBlobs(container, names);
        }
    }
}

package oragen.onnx;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import oragen.InputException;

/**
 * One ONNX network in DJL's ONNX Runtime engine. Closing waits for the calls under way, as native memory that is freed
 * below a call ends the JVM: a run may be ended from outside while its tasks are busy.
 */
public final class OnnxModel implements TensorModel {
    private static final String ENGINE = "OnnxRuntime";

    private final String file;
    private final Model model;
    private final Block block;
    private final Set<String> inputNames;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxModel(String file, Model model) {
        this.file = file;
        this.model = model;
        this.block = model.getBlock();
        this.inputNames =
                Collections.unmodifiableSet(new TreeSet<>(block.describeInput().keys()));
    }

    public @MustBeClosed static OnnxModel load(Path folder, String file, InferenceDevice device, int intraOpThreads) {
        OnnxLibraries.unpack();
        // DJL asks the network for engines and reports its use unless told otherwise before it starts.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // Where PyTorch is on the class path DJL would load it too, for operations on arrays that nobody asks for here.
        System.setProperty("ai.djl.onnx.disable_alternative", "true");
        Model model = Model.newInstance(file, device.isGpu() ? Device.gpu(device.gpu()) : Device.cpu(), ENGINE);
        try {
            model.load(folder, file, threads(intraOpThreads));
            return new OnnxModel(file, model);
        } catch (IOException | MalformedModelException e) {
            model.close();
            throw new InputException(
                    "model file " + folder.resolve(file),
                    "ONNX Runtime cannot load it (" + e.getMessage() + ")",
                    "rebuild the model bundle",
                    e);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public Set<String> inputNames() {
        return inputNames;
    }

    @Override
    public boolean isOnGpu() {
        return model.getNDManager().getDevice().isGpu();
    }

    @Override
    public Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs) {
        if (!inputNames.equals(inputs.keySet())) {
            throw new IllegalArgumentException(
                    file + " needs the inputs " + inputNames + " but was given " + new TreeSet<>(inputs.keySet()));
        }
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(file + " is closed");
            }
            return runOpen(inputs);
        } finally {
            use.readLock().unlock();
        }
    }

    private Map<String, Tensor.FloatTensor> runOpen(Map<String, Tensor> inputs) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList arrays = new NDList(inputs.size());
            inputs.forEach((name, tensor) -> arrays.add(toArray(manager, name, tensor)));
            // Named arrays are matched by name; the block attaches its results to the manager of the inputs.
            NDList results = block.forward(new ParameterStore(manager, false), arrays, false);
            Map<String, Tensor.FloatTensor> outputs = new LinkedHashMap<>();
            for (NDArray result : results) {
                outputs.put(result.getName(), toTensor(result));
            }
            return outputs;
        }
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                model.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private static NDArray toArray(NDManager manager, String name, Tensor tensor) {
        Shape shape = new Shape(tensor.shape());
        NDArray array;
        if (tensor instanceof Tensor.FloatTensor floats) {
            array = manager.create(StagingBuffer.of(name, floats.values()), shape, DataType.FLOAT32);
        } else if (tensor instanceof Tensor.LongTensor longs) {
            array = manager.create(LongBuffer.wrap(longs.values()), shape, DataType.INT64);
        } else {
            throw new IllegalStateException("no such tensor: " + tensor.getClass());
        }
        array.setName(name);
        return array;
    }

    private Tensor.FloatTensor toTensor(NDArray array) {
        if (array.getDataType() != DataType.FLOAT32) {
            throw new IllegalStateException(
                    file + ": output " + array.getName() + " is " + array.getDataType() + ", not 32-bit float");
        }
        return new Tensor.FloatTensor(array.getShape().getShape(), array.toFloatArray());
    }

    private static Map<String, String> threads(int intraOpThreads) {
        // Operators run one after the other: the tasks of Spark already fill the machine.
        Map<String, String> options = new LinkedHashMap<>(Map.of("interOpNumThreads", "1"));
        if (intraOpThreads > 0) {
            options.put("intraOpNumThreads", Integer.toString(intraOpThreads));
        }
        return options;
    }

    /** CUDA devices that the engine sees. */
    static int gpuCount() {
        OnnxLibraries.unpack();
        // Asked first, as DJL warns of every ONNX Runtime that was built without CUDA.
        boolean cuda = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
        return cuda ? Engine.getEngine(ENGINE).getGpuCount() : 0;
    }
}
